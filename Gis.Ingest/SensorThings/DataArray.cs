using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.SensorThings;

/// <summary>
/// The data array extension of SensorThings: for each datastream the names of the components once, and then rows of values. Components that an
/// observation does not have here, such as FeatureOfInterest/id, are passed over.
/// </summary>
internal static class DataArray
{
    public const int MostBytes = 4 << 20;
    public const int MostRows = 10_000;

    private const int MostComponents = 16;
    private static readonly string[] Components = ["result", "phenomenonTime", "resultTime", "resultQuality", "parameters"];

    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out List<DataArrayRow>? rows, [NotNullWhen(false)] out Rejection? why)
    {
        rows = null;
        if (!BoundedJson.TryParse(body, MostBytes, out var document, out why))
        {
            return false;
        }

        using (document)
        {
            var found = new List<DataArrayRow>();
            why = document.RootElement.ValueKind == JsonValueKind.Array
                ? document.RootElement.EnumerateArray().Select(group => Add(group, found)).FirstOrDefault(trouble => trouble is not null)
                : Bad("The body is an array of data arrays.");
            rows = why is null ? found : null;
            return why is null;
        }
    }

    /// <summary>Adds the rows of one datastream; why not, where they can't be read.</summary>
    private static Rejection? Add(JsonElement group, List<DataArrayRow> rows)
    {
        if (CreateObservation.DatastreamIn(group) is not { } datastream)
        {
            return new Rejection("no-datastream", "Each data array names its datastream: {\"Datastream\": {\"@iot.id\": 12}}.");
        }

        if (!group.TryGet("components", out var components) || components.ValueKind != JsonValueKind.Array || components.GetArrayLength() > MostComponents
            || components.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String)
            || !group.TryGet("dataArray", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            return Bad($"A data array has components (at most {MostComponents} names, result among them) and dataArray.");
        }

        string[] names = [.. components.EnumerateArray().Select(name => name.GetString()!)];
        if (!names.Contains("result") || names.Distinct().Count() < names.Length)
        {
            return Bad("The components hold each name once, and result among them.");
        }

        foreach (var row in data.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != names.Length)
            {
                return Bad("A row of dataArray is an array with as many values as there are components.");
            }

            if (rows.Count == MostRows)
            {
                return new Rejection("too-many-items", $"A request holds at most {MostRows} observations.");
            }

            rows.Add(new DataArrayRow(datastream, Entity(names, row)));
        }

        return null;
    }

    private static byte[] Entity(string[] names, JsonElement row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                if (Components.Contains(names[i]))
                {
                    json.WritePropertyName(names[i]);
                    row[i].WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Rejection Bad(string reason) => new("bad-data-array", reason);
}
