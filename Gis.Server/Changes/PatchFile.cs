using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Server.Changes.Rasters;
using Gis.Server.Land;
using NetTopologySuite.Geometries;

namespace Gis.Server.Changes;

/// <summary>Brings patches to CGCS2000 and writes them as a GeoPackage with the fields that patches have.</summary>
internal static class PatchFile
{
    public const string Layer = "patches";

    /// <summary>Marks the one row that only says which fields there are; it is not written.</summary>
    private const string NoPatch = "none";

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    /// <summary>The same patches in longitude and latitude of EPSG:4490.</summary>
    public static async Task<IReadOnlyList<Patch>> ToCgcs2000Async(IReadOnlyList<Patch> patches, string wkt, string folder, CancellationToken cancellationToken)
    {
        if (patches.Count == 0)
        {
            return patches;
        }

        var (here, there, system) = (Path.Combine(folder, "image.geojsonl"), Path.Combine(folder, "cgcs2000.geojsonl"), Path.Combine(folder, "image.wkt"));
        await File.WriteAllTextAsync(system, wkt, cancellationToken);
        await WriteAsync(here, patches.Select((patch, i) => (patch.Shape, new JsonObject { ["i"] = i })), cancellationToken);
        await RasterProgram.RunAsync(
            "ogr2ogr", ["-f", "GeoJSONSeq", "-s_srs", system, "-t_srs", "EPSG:4490", "-lco", "COORDINATE_PRECISION=10", there, here], cancellationToken);
        var placed = new List<Patch>(patches.Count);
        await foreach (var line in File.ReadLinesAsync(there, cancellationToken))
        {
            using var feature = JsonDocument.Parse(line);
            var of = patches[feature.RootElement.GetProperty("properties").GetProperty("i").GetInt32()];
            placed.Add(of with { Shape = PolygonOf(feature.RootElement.GetProperty("geometry").GetProperty("coordinates")) });
        }

        return placed;
    }

    /// <summary>Writes the GeoPackage; patches are numbered from north to south.</summary>
    public static async Task WriteAsync(
        IReadOnlyList<Patch> patches, IReadOnlyList<int> bands, (DateOnly? Before, DateOnly? After) dates, string folder, string path, CancellationToken cancellationToken)
    {
        var rows = Path.Combine(folder, "patches.geojsonl");
        var digits = Math.Max(4, patches.Count.ToString(CultureInfo.InvariantCulture).Length);
        var numbered = patches.OrderByDescending(patch => patch.Shape.EnvelopeInternal.MaxY).ThenBy(patch => patch.Shape.EnvelopeInternal.MinX)
            .Select((patch, i) => (patch.Shape, Fields((i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'), patch, bands, dates)));
        var nothing = new Patch(Factory.CreatePolygon([new(0, 0), new(1, 0), new(1, 1), new(0, 0)]), 0, 0.5, [.. bands.Select(_ => 0.5)]);
        await WriteAsync(rows, patches.Count > 0 ? numbered : [(nothing.Shape, Fields(NoPatch, nothing, bands, dates))], cancellationToken);
        await RasterProgram.RunAsync(
            "ogr2ogr", ["-f", "GPKG", "-a_srs", "EPSG:4490", "-nln", Layer, "-nlt", "POLYGON", "-where", $"JCBH <> '{NoPatch}'", path, rows], cancellationToken);
    }

    private static JsonObject Fields(string number, Patch patch, IReadOnlyList<int> bands, (DateOnly? Before, DateOnly? After) dates)
    {
        var fields = new JsonObject
        {
            ["JCBH"] = number,
            ["MJ"] = Math.Round(EllipsoidArea.SquareMetres(patch.Shape), 2),
            ["QSX"] = Day(dates.Before),
            ["HSX"] = Day(dates.After),
            ["PIXELS"] = patch.Pixels,
            ["SCORE"] = Math.Round(patch.MeanScore, 3),
            ["DIRECTION"] = patch.Direction,
        };
        for (var band = 0; band < bands.Count; band++)
        {
            fields[$"D{bands[band]}"] = Math.Round(patch.Differences[band], 3);
        }

        return fields;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task WriteAsync(string path, IEnumerable<(Polygon Shape, JsonObject Fields)> features, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
        var line = new StringBuilder();
        foreach (var (shape, fields) in features)
        {
            line.Clear().Append("""{"type":"Feature","properties":""").Append(fields.ToJsonString()).Append(""","geometry":{"type":"Polygon","coordinates":[""");
            Ring(line, shape.ExteriorRing);
            foreach (var hole in shape.InteriorRings)
            {
                line.Append(',');
                Ring(line, hole);
            }

            await file.WriteLineAsync(line.Append("]}}"), cancellationToken);
        }
    }

    private static void Ring(StringBuilder line, LineString ring)
    {
        line.Append('[');
        for (var i = 0; i < ring.NumPoints; i++)
        {
            var at = ring.GetCoordinateN(i);
            line.Append(i == 0 ? "[" : ",[").Append(CultureInfo.InvariantCulture, $"{at.X:R},{at.Y:R}]");
        }

        line.Append(']');
    }

    private static Polygon PolygonOf(JsonElement coordinates)
    {
        var rings = coordinates.EnumerateArray()
            .Select(ring => Factory.CreateLinearRing([.. ring.EnumerateArray().Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble()))])).ToList();
        return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }
}
