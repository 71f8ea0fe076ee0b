using System.Buffers;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Gis.Tiles.Import;

/// <summary>Reads some hundred rows of a file, spread over all of it, as an import would.</summary>
internal static class PreviewMaker
{
    private const int MostRows = 500;
    private const int MostShapePoints = 1_000;
    private const int MostRemarks = 100;

    public static async Task<ImportPreview> MakeAsync(StagedRows rows, long count, CancellationToken cancellationToken)
    {
        var stride = Math.Max(1, (count + MostRows - 1) / MostRows);
        var tally = new RowTally();
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            await foreach (var outcome in rows.ReadAsync(stride, cancellationToken))
            {
                if (outcome.Row is { } row)
                {
                    tally.Keep(row, outcome.Remark);
                    Write(json, row, outcome.Remark);
                }
                else
                {
                    tally.Refuse(outcome.Remark!);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        using var features = JsonDocument.Parse(buffer.WrittenMemory);
        var extent = tally.Extent;
        return new ImportPreview(
            count, tally.Read, tally.Kept, tally.RepairedCount, tally.RefusedCount, [.. tally.Repaired.Take(MostRemarks)], [.. tally.Refused.Take(MostRemarks)],
            extent.IsNull ? null : [extent.MinX, extent.MinY, extent.MaxX, extent.MaxY], features.RootElement.Clone());
    }

    private static void Write(Utf8JsonWriter json, LayerRow row, RowRemark? remark)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteNumber("id", row.Id);
        json.WritePropertyName("geometry");
        ShapeJson.Write(json, Simple(row.Shape));
        json.WriteStartObject("properties");
        json.WriteBoolean("repaired", remark is not null);
        foreach (var (name, text) in ((string, string?)[])[("code", row.Code), ("name_zh", row.NameZh), ("name_en", row.NameEn), ("area_code", row.AreaCode)])
        {
            if (text is not null)
            {
                json.WriteString(name, text);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>For the eye; a shape of a million positions is not sent as it is.</summary>
    private static Geometry Simple(Geometry shape)
    {
        if (shape.NumPoints <= MostShapePoints)
        {
            return shape;
        }

        var simple = DouglasPeuckerSimplifier.Simplify(shape, Math.Max(shape.EnvelopeInternal.Width, shape.EnvelopeInternal.Height) / MostShapePoints);
        return simple.IsEmpty ? shape.Envelope : simple;
    }
}
