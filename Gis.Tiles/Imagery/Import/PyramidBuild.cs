using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Microsoft.Data.Sqlite;

namespace Gis.Tiles.Imagery.Import;

/// <summary>
/// Draws a file into its two pyramids by GDAL: bands chosen, no-data made see-through, values spread over 8 bits, then each pyramid resampled once from
/// the file's own grid, with its lower zooms averaged from the deepest.
/// </summary>
internal sealed class PyramidBuild(RasterFile file, DrawingPlan plan, string folder, IProgress<ImageProgress> progress)
{
    /// <summary>The table that <see cref="PyramidReader"/> reads.</summary>
    private const string TableName = "picture";

    /// <summary>The smallest zoom is that at which the picture is about as large as this.</summary>
    private const int SmallestPixels = 64;

    private readonly string _bands = Path.Combine(folder, "bands.vrt");
    private readonly string _whole = Path.Combine(folder, "whole.vrt");
    private readonly string _colour = Path.Combine(folder, "colour.vrt");

    public async Task<BuiltPicture> RunAsync(CancellationToken cancellationToken)
    {
        var stretch = plan.Percentiles is null ? null : await Stretch.MeasureAsync(file, plan, folder, cancellationToken);
        await PrepareAsync(stretch, cancellationToken);
        var (mercator, _) = await DrawAsync(TileMatrixSet.WebMercatorQuad, ["-of", "MBTILES", "-co", "TYPE=overlay"], cancellationToken);
        var scheme = Path.Combine(folder, "scheme.json");
        await File.WriteAllTextAsync(scheme, Scheme(TileMatrixSet.Cgcs2000Quad).ToJsonString(), cancellationToken);
        var (cgcs2000, extent) = await DrawAsync(
            TileMatrixSet.Cgcs2000Quad, ["-of", "GPKG", "-co", $"TILING_SCHEME={scheme}", "-co", $"RASTER_TABLE={TableName}"], cancellationToken);
        foreach (var helper in (string[])[_bands, _whole, _colour, scheme, Path.Combine(folder, "sample.bin"), Path.Combine(folder, "sample.hdr"), Path.Combine(folder, "sample.bin.aux.xml")])
        {
            File.Delete(helper);
        }

        var bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(part => part.Length);
        return new BuiltPicture(mercator, cgcs2000, extent!, bytes, Making(stretch));
    }

    private async Task PrepareAsync(IReadOnlyList<(double Low, double High)>? stretch, CancellationToken cancellationToken)
    {
        var alpha = plan.IsPalette ? null : file.Alpha;
        string[] shown = plan.IsPalette ? ["-expand", "rgb"] : [.. plan.Bands.Append(alpha).OfType<RasterBand>().SelectMany(band => (string[])["-b", $"{band.Number}"])];
        string[] size = plan.Scale < 1 ? ["-outsize", Text(plan.Scale * 100) + "%", "0", "-r", plan.IsPalette ? "nearest" : "average"] : [];
        await GdalProgram.RunAsync("gdal_translate", ["-q", "-if", "GTiff", "-of", "VRT", .. shown, .. size, file.Path, _bands], percent: null, cancellationToken);

        if (alpha is null)
        {
            // A value that is no number is no data, whether the file says so or not.
            string[] noData = plan.Bands.All(band => band.IsFloat && !band.HasNoData) ? ["-srcnodata", "nan"] : [];
            await GdalProgram.RunAsync(
                "gdalwarp", ["-q", "-of", "VRT", "-dstalpha", "-wo", "DST_ALPHA_MAX=255", "-wo", "UNIFIED_SRC_NODATA=YES", .. noData, _bands, _whole], percent: null, cancellationToken);
        }

        var count = plan.IsPalette ? 3 : plan.Bands.Count;
        var scales = Enumerable.Range(0, stretch?.Count ?? 0)
            .SelectMany(i => (string[])[$"-scale_{i + 1}", Text(stretch![i].Low), Text(stretch[i].High), "0", "255"]);
        string[] alphaScale = alpha is { IsByte: false } ? [$"-scale_{count + 1}", "0", alpha.Type == "UInt16" ? "65535" : "1", "0", "255"] : [];
        await GdalProgram.RunAsync(
            "gdal_translate",
            ["-q", "-of", "VRT", "-ot", "Byte", .. scales, .. alphaScale, $"-colorinterp_{count + 1}", "alpha", alpha is null ? _whole : _bands, _colour],
            percent: null,
            cancellationToken);
    }

    private async Task<(ZoomRange Zooms, LonLatBox? Extent)> DrawAsync(TileMatrixSet set, string[] form, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, PyramidFile.NameOf(set));
        string[] making = ["-co", "TILE_FORMAT=PNG", "-co", $"RESAMPLING={(plan.IsPalette ? "NEAREST" : "BILINEAR")}"];
        await GdalProgram.RunAsync("gdal_translate", [.. form, .. making, _colour, path], Tell($"{set.Id}: deepest zoom"), cancellationToken);
        var (deepest, side) = Deepest(path, set);
        var factors = Enumerable.Range(1, deepest).TakeWhile(level => side >> (level - 1) > SmallestPixels).Select(level => $"{1L << level}").ToList();
        if (factors.Count > 0)
        {
            await GdalProgram.RunAsync("gdaladdo", ["-r", plan.IsPalette ? "nearest" : "average", path, .. factors], Tell($"{set.Id}: lower zooms"), cancellationToken);
        }

        Flush(path);
        return Contents(path, set);
    }

    private Action<int> Tell(string step) => percent => progress.Report(new ImageProgress(step, percent));

    /// <summary>The deepest zoom, and how many pixels the picture has there along its longer side.</summary>
    private static (int Zoom, long Pixels) Deepest(string path, TileMatrixSet set)
    {
        using var connection = PyramidReader.Open(path);
        using var command = new SqliteCommand(
            $"SELECT max(zoom_level), max(max(tile_column) - min(tile_column), max(tile_row) - min(tile_row)) + 1 FROM {TableOf(set)}", connection);
        using var row = command.ExecuteReader();
        row.Read();
        return row.IsDBNull(0) ? throw new ImageRefusedException("The file holds no pixel with data: there is nothing to show.") : (row.GetInt32(0), row.GetInt64(1) * TileMatrixSet.TilePixels);
    }

    private static (ZoomRange Zooms, LonLatBox? Extent) Contents(string path, TileMatrixSet set)
    {
        using var connection = PyramidReader.Open(path);
        using var command = new SqliteCommand(
            $"""
            SELECT (SELECT min(zoom_level) FROM {TableOf(set)}), (SELECT max(zoom_level) FROM {TableOf(set)}),
                   {(set == TileMatrixSet.WebMercatorQuad ? "NULL, NULL, NULL, NULL" : "min_x, min_y, max_x, max_y FROM gpkg_contents")}
            """,
            connection);
        using var row = command.ExecuteReader();
        row.Read();
        return (new ZoomRange(row.GetInt32(0), row.GetInt32(1)), row.IsDBNull(2) ? null : new LonLatBox(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5)));
    }

    private static string TableOf(TileMatrixSet set) => set == TileMatrixSet.WebMercatorQuad ? "tiles" : TableName;

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The matrix set in the form that GDAL 3.6 reads (version 1 of the standard).</summary>
    private static JsonObject Scheme(TileMatrixSet set) => new()
    {
        ["type"] = "TileMatrixSetType",
        ["identifier"] = set.Id,
        ["title"] = set.Title,
        ["supportedCRS"] = set.Crs,
        ["tileMatrix"] = new JsonArray([.. Enumerable.Range(0, TileMatrixSet.MaxZoom + 1).Select(zoom => (JsonNode)new JsonObject
        {
            ["type"] = "TileMatrixType",
            ["identifier"] = zoom.ToString(CultureInfo.InvariantCulture),
            ["scaleDenominator"] = set.ScaleDenominatorAt(zoom),
            ["topLeftCorner"] = new JsonArray(set.Origin.Y, set.Origin.X),
            ["tileWidth"] = TileMatrixSet.TilePixels,
            ["tileHeight"] = TileMatrixSet.TilePixels,
            ["matrixWidth"] = set.WidthAt(zoom),
            ["matrixHeight"] = set.HeightAt(zoom),
        })]),
    };

    private JsonObject Making(IReadOnlyList<(double Low, double High)>? stretch) => new()
    {
        ["width"] = file.Width,
        ["height"] = file.Height,
        ["types"] = new JsonArray([.. plan.Bands.Select(band => (JsonNode)band.Type)]),
        ["bands"] = new JsonArray([.. plan.Bands.Select(band => (JsonNode)band.Number)]),
        ["palette"] = plan.IsPalette,
        ["percentiles"] = plan.Percentiles is { } percentiles ? new JsonArray(percentiles.Low, percentiles.High) : null,
        ["stretch"] = stretch is null ? null : new JsonArray([.. stretch.Select(limits => (JsonNode)new JsonArray(limits.Low, limits.High))]),
        ["scale"] = plan.Scale,
        ["resampling"] = plan.IsPalette ? "nearest" : "bilinear; lower zooms average",
    };

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
