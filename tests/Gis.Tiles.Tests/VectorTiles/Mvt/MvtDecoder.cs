using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

/// <summary>Reads Mapbox Vector Tile 2.1 by the letter of its text, knowing nothing of the encoder; whatever breaks a rule is an exception.</summary>
internal static class MvtDecoder
{
    private static readonly GeometryFactory Factory = new();

    public static List<MvtFeature> Read(byte[] tile)
    {
        var features = new List<MvtFeature>();
        foreach (var (field, _, layer) in Fields(tile))
        {
            Require(field == 3, "a tile holds layers");
            features.AddRange(ReadLayer(layer));
        }

        return features;
    }

    private static IEnumerable<MvtFeature> ReadLayer(byte[] layer)
    {
        var fields = Fields(layer).ToList();
        Require(fields.Single(f => f.Field == 15).Number == 2, "version 2");
        Require(fields.Single(f => f.Field == 5).Number == 4096, "extent 4096");
        Require(fields.Single(f => f.Field == 1).Bytes.Length > 0, "a name");
        var keys = fields.Where(f => f.Field == 3).Select(f => Encoding.UTF8.GetString(f.Bytes)).ToList();
        var values = fields.Where(f => f.Field == 4).Select(f => ReadValue(f.Bytes)).ToList();
        Require(keys.Distinct().Count() == keys.Count && values.Distinct().Count() == values.Count, "each key and value once");
        return [.. fields.Where(f => f.Field == 2).Select(f => ReadFeature(f.Bytes, keys, values))];
    }

    private static MvtFeature ReadFeature(byte[] bytes, List<string> keys, List<object> values)
    {
        var fields = Fields(bytes).ToDictionary(f => f.Field);
        var tags = fields.TryGetValue(2, out var packed) ? Numbers(packed.Bytes) : [];
        var named = new Dictionary<string, object>();
        for (var n = 0; n < tags.Count; n += 2)
        {
            named.Add(keys[(int)tags[n]], values[(int)tags[n + 1]]);
        }

        var geometry = ReadGeometry((int)fields[3].Number, [.. Numbers(fields[4].Bytes).Select(number => (uint)number)]);
        return new MvtFeature((long)fields[1].Number, named, geometry);
    }

    private static object ReadValue(byte[] bytes)
    {
        var (field, number, content) = Fields(bytes).Single();
        return field switch
        {
            1 => Encoding.UTF8.GetString(content),
            3 => BinaryPrimitives.ReadDoubleLittleEndian(content),
            4 or 5 => (long)number,
            6 => (long)(number >> 1) ^ -(long)(number & 1),
            7 => number == 1,
            _ => throw new InvalidDataException($"value field {field}"),
        };
    }

    private static Geometry ReadGeometry(int kind, uint[] words)
    {
        var runs = new List<List<Coordinate>>();
        int x = 0, y = 0;
        for (var at = 0; at < words.Length;)
        {
            var (command, count) = (words[at] & 7, (int)(words[at] >> 3));
            at++;
            Require(count > 0, "a command is repeated at least once");
            if (command == 7)
            {
                Require(kind == 3 && count == 1 && runs[^1].Count >= 3, "ClosePath ends a ring of at least three points");
                runs[^1].Add(runs[^1][0].Copy());
                continue;
            }

            Require(command is 1 or 2, "MoveTo, LineTo, ClosePath");
            Require(kind == 1 ? command == 1 : command == 2 || count == 1, "MoveTo is one but for points");
            for (; count > 0; count--)
            {
                x += Zigzag(words[at++]);
                y += Zigzag(words[at++]);
                Require(kind == 1 || command == 1 || runs[^1][^1] is var last && (last.X != x || last.Y != y), "no step stands still");
                if (command == 1)
                {
                    runs.Add([]);
                }

                runs[^1].Add(new Coordinate(x, y));
            }
        }

        return kind switch
        {
            1 => Factory.CreateMultiPointFromCoords([.. runs.Select(run => run.Single())]),
            2 => Factory.CreateMultiLineString([.. runs.Select(run => Factory.CreateLineString([.. run]))]),
            _ => ReadPolygons(runs),
        };
    }

    private static MultiPolygon ReadPolygons(List<List<Coordinate>> rings)
    {
        var polygons = new List<Polygon>();
        var (shell, holes) = ((LinearRing?)null, new List<LinearRing>());
        foreach (var ring in rings)
        {
            Require(ring[0].Equals2D(ring[^1]), "rings are closed");
            var area = Enumerable.Range(1, ring.Count - 1).Sum(n => (ring[n - 1].X * ring[n].Y) - (ring[n].X * ring[n - 1].Y));
            Require(area != 0, "a ring has an area");
            if (area > 0)
            {
                End();
                shell = Factory.CreateLinearRing([.. ring]);
            }
            else
            {
                Require(shell is not null, "a hole comes behind its shell");
                holes.Add(Factory.CreateLinearRing([.. ring]));
            }
        }

        End();
        return Factory.CreateMultiPolygon([.. polygons]);

        void End()
        {
            if (shell is not null)
            {
                polygons.Add(Factory.CreatePolygon(shell, [.. holes]));
            }

            (shell, holes) = (null, []);
        }
    }

    private static int Zigzag(uint word) => (int)(word >> 1) ^ -(int)(word & 1);

    private static List<ulong> Numbers(byte[] bytes)
    {
        var numbers = new List<ulong>();
        for (var at = 0; at < bytes.Length;)
        {
            numbers.Add(Varint(bytes, ref at));
        }

        return numbers;
    }

    private static IEnumerable<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var head = Varint(message, ref at);
            var (field, wire) = ((int)(head >> 3), (int)(head & 7));
            var length = wire == 0 ? 0 : wire == 1 ? 8 : wire == 2 ? (int)Varint(message, ref at) : throw new InvalidDataException($"wire type {wire}");
            var number = wire == 0 ? Varint(message, ref at) : 0;
            yield return (field, number, message[at..(at + length)]);
            at += length;
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
            {
                return value;
            }
        }
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Against the rule: {rule}.");
        }
    }
}
