using Gis.Tiles.Crs;
using Gis.Tiles.VectorTiles.Mvt;

namespace Gis.Tiles.Features;

/// <summary>
/// Writes geometries as GeoJSON (RFC 7946) from the bytes in which the store sends them (EWKB), which is several times as fast as having the store write
/// them. Heights are left out; positions stand in the order of the axes of the system, rounded to its places. On the way it finds out whether a vertex lies in a box.
/// </summary>
internal sealed class GeoJsonGeometry(ReferenceSystem system)
{
    private const uint Point = 1;
    private const uint Line = 2;
    private const uint Polygon = 3;
    private const uint Collection = 7;

    /// <summary>Brackets and commas around the numbers of a position.</summary>
    private const int PositionBytes = (2 * FixedDecimal.MostBytes) + 4;

    private readonly FixedDecimal _number = new(system.Places);
    private readonly bool _isNorthFirst = system.NorthFirst;

    /// <param name="ewkb">east before north</param>
    /// <param name="box">in the system of the geometry</param>
    /// <returns>A vertex lies in the box or on its edge.</returns>
    /// <exception cref="InvalidDataException">These bytes are no geometry.</exception>
    public bool Write(ReadOnlySpan<byte> ewkb, JsonRoom to, EastNorthBox box)
    {
        var cursor = new WkbCursor(ewkb);
        return Geometry(ref cursor, to, in box);
    }

    private bool Geometry(ref WkbCursor cursor, JsonRoom to, in EastNorthBox box)
    {
        var kind = Kind(ref cursor);
        to.Add("{\"type\":\""u8);
        to.Add(kind switch
        {
            Point => "Point\",\"coordinates\":"u8,
            Line => "LineString\",\"coordinates\":"u8,
            Polygon => "Polygon\",\"coordinates\":"u8,
            4 => "MultiPoint\",\"coordinates\":"u8,
            5 => "MultiLineString\",\"coordinates\":"u8,
            6 => "MultiPolygon\",\"coordinates\":"u8,
            Collection => "GeometryCollection\",\"geometries\":"u8,
            _ => throw new InvalidDataException($"GeoJSON has no geometry of the kind {kind}."),
        });
        var touches = kind <= Polygon ? Coordinates(ref cursor, kind, to, in box) : Parts(ref cursor, kind, to, in box);
        to.Add((byte)'}');
        return touches;
    }

    private bool Parts(ref WkbCursor cursor, uint kind, JsonRoom to, in EastNorthBox box)
    {
        var touches = false;
        to.Add((byte)'[');
        for (var (part, count) = (0, PartCount(ref cursor)); part < count; part++)
        {
            Comma(part, to);
            touches |= kind == Collection ? Geometry(ref cursor, to, in box) : Coordinates(ref cursor, Kind(ref cursor), to, in box);
        }

        to.Add((byte)']');
        return touches;
    }

    private bool Coordinates(ref WkbCursor cursor, uint kind, JsonRoom to, in EastNorthBox box)
    {
        if (kind == Point)
        {
            return Position(ref cursor, to, in box);
        }

        if (kind == Line)
        {
            return Positions(ref cursor, to, in box);
        }

        var touches = false;
        to.Add((byte)'[');
        for (var (ring, count) = (0, PartCount(ref cursor)); ring < count; ring++)
        {
            Comma(ring, to);
            touches |= Positions(ref cursor, to, in box);
        }

        to.Add((byte)']');
        return touches;
    }

    private bool Position(ref WkbCursor cursor, JsonRoom to, in EastNorthBox box)
    {
        var (x, y) = cursor.HasPoint() ? cursor.ReadPoint() : throw Short();
        if (double.IsNaN(x))
        {
            to.Add("[]"u8);
            return false;
        }

        to.Advance(Write(to.Room(PositionBytes), x, y));
        return box.Contains(x, y);
    }

    private bool Positions(ref WkbCursor cursor, JsonRoom to, in EastNorthBox box)
    {
        if (!cursor.TryReadPointCount(out var count))
        {
            throw Short();
        }

        var touches = false;
        to.Add((byte)'[');
        for (var point = 0; point < count; point++)
        {
            var (x, y) = cursor.ReadPoint();
            touches |= box.Contains(x, y);
            var room = to.Room(PositionBytes);
            room[0] = (byte)',';
            var comma = point > 0 ? 1 : 0;
            to.Advance(comma + Write(room[comma..], x, y));
        }

        to.Add((byte)']');
        return touches;
    }

    private int Write(Span<byte> to, double x, double y)
    {
        to[0] = (byte)'[';
        var at = 1 + _number.Write(to[1..], _isNorthFirst ? y : x);
        to[at++] = (byte)',';
        at += _number.Write(to[at..], _isNorthFirst ? x : y);
        to[at++] = (byte)']';
        return at;
    }

    private static void Comma(int part, JsonRoom to)
    {
        if (part > 0)
        {
            to.Add((byte)',');
        }
    }

    private static uint Kind(ref WkbCursor cursor) => cursor.TryReadHead(out var kind) ? kind : throw Short();

    private static int PartCount(ref WkbCursor cursor) => cursor.TryReadPartCount(out var count) ? count : throw Short();

    private static InvalidDataException Short() => new("The geometry ends before its end.");
}
