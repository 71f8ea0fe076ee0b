using System.Text.Json;
using Gis.Tiles.Crs;
using Gis.Tiles.Http;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>Makes features of rows with the columns <see cref="Columns"/>, then what they are sorted by. One after the other in the same room.</summary>
internal sealed class FeatureJson(ReferenceSystem system, EastNorthBox box) : IDisposable
{
    /// <summary>What a row begins with, of features f.</summary>
    public static string Columns(ReferenceSystem system) => $"f.id, f.code, f.name_zh, f.name_en, f.area_code, f.properties, {system.GeometrySql}";

    /// <summary>As <see cref="Columns"/> where the properties are put together by the store.</summary>
    /// <param name="properties">SQL that gives a jsonb.</param>
    public static string ColumnsWith(string properties, ReferenceSystem system) => $"f.id, NULL::text, NULL::text, NULL::text, NULL::text, {properties}, {system.GeometrySql}";

    public const int ColumnCount = 7;

    private const int FirstText = 1;
    private const int Properties = 5;
    private const int Geometry = 6;

    /// <summary>As a property stands in the text of a jsonb; within its texts the first quotation mark has a stroke before it.</summary>
    private static readonly byte[][] CommonNames = ["\"code\":"u8.ToArray(), "\"name_zh\":"u8.ToArray(), "\"name_en\":"u8.ToArray(), "\"area_code\":"u8.ToArray()];

    private readonly GeoJsonGeometry _shapes = new(system);
    private readonly JsonRoom _room = new();
    private readonly JsonRoom _ewkb = new();

    /// <summary>The vertices of the last feature that was read do not tell whether it meets the box: none lies in it.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>The last feature's geometry as the store sent it.</summary>
    public ReadOnlyMemory<byte> Ewkb => _ewkb.Written;

    /// <param name="hasCommon">Code, names and area stand in columns of their own.</param>
    public FeatureRow Read(NpgsqlDataReader row, bool hasCommon, int sortKeys)
    {
        _room.Cut(0);
        var id = row.GetInt64(0);
        _room.Add("{\"type\":\"Feature\",\"id\":"u8);
        _room.Add(id);
        _room.Add(",\"geometry\":"u8);
        var geometry = _room.Count;
        ReadGeometry(row);
        var geometryEnd = _room.Count;
        _room.Add(",\"properties\":"u8);
        var properties = _room.Count;
        ReadProperties(row, hasCommon);
        var propertiesEnd = _room.Count;
        _room.Add((byte)'}');
        var json = _room.Written;
        return new FeatureRow(id, json, json[geometry..geometryEnd], json[properties..propertiesEnd], SortValues(row, sortKeys));
    }

    public void Dispose()
    {
        _room.Dispose();
        _ewkb.Dispose();
    }

    private static IReadOnlyList<string?> SortValues(NpgsqlDataReader row, int sortKeys) =>
        sortKeys == 0 ? [] : [.. Enumerable.Range(ColumnCount, sortKeys).Select(column => row.IsDBNull(column) ? null : row.GetString(column))];

    private void ReadGeometry(NpgsqlDataReader row)
    {
        if (row.IsDBNull(Geometry))
        {
            _room.Add("null"u8);
            IsDoubtful = false;
            return;
        }

        _ewkb.Cut(0);
        _ewkb.AddBytes(row, Geometry);
        IsDoubtful = !_shapes.Write(Ewkb.Span, _room, box);
    }

    private void ReadProperties(NpgsqlDataReader row, bool hasCommon)
    {
        if (!hasCommon)
        {
            ReadOwn(row);
            return;
        }

        var begin = _room.Count;
        for (var text = 0; text < CommonNames.Length; text++)
        {
            _room.Add(text == 0 ? (byte)'{' : (byte)',');
            _room.Add(CommonNames[text]);
            _room.AddText(row, FirstText + text);
        }

        var common = _room.Count;
        ReadOwn(row);
        var own = _room.Written.Span[common..];
        if (own.SequenceEqual("{}"u8))
        {
            _room.Cut(common);
            _room.Add((byte)'}');
        }
        else if (BearsCommonName(own))
        {
            Merge(begin, common);
        }
        else
        {
            _room.Put(common, (byte)',');
        }
    }

    private static bool BearsCommonName(ReadOnlySpan<byte> properties)
    {
        // Hardly any does, and two looks instead of four tell that.
        if (properties.IndexOf("code\":"u8) < 0 && properties.IndexOf("\"name_"u8) < 0)
        {
            return false;
        }

        foreach (var name in CommonNames)
        {
            if (properties.IndexOf(name) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The column of properties, an object.</summary>
    private void ReadOwn(NpgsqlDataReader row)
    {
        if (row.IsDBNull(Properties))
        {
            _room.Add("{}"u8);
            return;
        }

        // One byte tells the version of jsonb on the wire; the text follows.
        _room.AddBytes(row, Properties, skip: 1);
    }

    /// <summary>Own properties may bear a common name, if only deep within; then theirs is the value, as <c>||</c> of jsonb has it.</summary>
    private void Merge(int begin, int common)
    {
        using var own = JsonDocument.Parse(_room.Written[common..].ToArray());
        using var all = JsonDocument.Parse("{" + System.Text.Encoding.UTF8.GetString(_room.Written.Span[(begin + 1)..common]) + "}");
        var merged = all.RootElement.EnumerateObject().Where(property => !own.RootElement.TryGetProperty(property.Name, out _)).Concat(own.RootElement.EnumerateObject()).ToList();
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder }))
        {
            writer.WriteStartObject();
            merged.ForEach(property => property.WriteTo(writer));
            writer.WriteEndObject();
        }

        _room.Cut(begin);
        _room.Add(json.GetBuffer().AsSpan(0, (int)json.Length));
    }
}
