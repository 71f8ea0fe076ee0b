using System.Globalization;
using System.Text.Json;

namespace Gis.Server.Changes.Rasters;

/// <summary>What a GeoTIFF holds, by its own word; one in which no changes can be found is refused with the reason.</summary>
/// <param name="Wkt">Coordinate system.</param>
/// <param name="Box">West, south, east, north in degrees.</param>
/// <param name="TakenOn">The tag DateTime, where there is one.</param>
internal sealed record RasterFile(
    string Path, int Width, int Height, IReadOnlyList<RasterBand> Bands, string Wkt, GeoTransform Grid, (double West, double South, double East, double North) Box, DateOnly? TakenOn)
{
    /// <summary>Score, mask and labels of more pixels would not fit beside the server on a small machine.</summary>
    public const long MostPixels = 200_000_000;

    public const int MostBands = 16;

    private const int LeastSide = 16;

    private static readonly string[] Numbers = ["Byte", "UInt16", "Int16", "UInt32", "Int32", "Float32", "Float64"];

    public long Pixels => (long)Width * Height;

    public IReadOnlyList<RasterBand> Data => [.. Bands.Where(band => !band.IsAlpha)];

    public static async Task<RasterFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ChangesRefusedException($"There is no file {path}.");
        }

        string said;
        try
        {
            // Of no other form, since some forms of GDAL name further files and addresses.
            said = await RasterProgram.RunAsync("gdalinfo", ["-json", "-if", "GTiff", "-norat", "-noct", path], cancellationToken);
        }
        catch (ChangesRefusedException e)
        {
            throw new ChangesRefusedException($"{path} is no GeoTIFF that can be read. {e.Message}", e);
        }

        using var document = JsonDocument.Parse(said);
        return Read(path, document.RootElement);
    }

    private static RasterFile Read(string path, JsonElement told)
    {
        var size = told.GetProperty("size");
        var (width, height) = (size[0].GetInt32(), size[1].GetInt32());
        if (width < LeastSide || height < LeastSide)
        {
            throw new ChangesRefusedException($"{path} has {width} × {height} pixels; {LeastSide} × {LeastSide} is the least in which a change can be told from noise.");
        }

        if ((long)width * height > MostPixels)
        {
            throw new ChangesRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"{path} has {width} × {height} pixels; accepted are up to {MostPixels / 1_000_000} million. Cut it into parts (gdal_translate -srcwin), or make it coarser (gdalwarp -tr)."));
        }

        if (!told.TryGetProperty("coordinateSystem", out var system) || system.ValueKind != JsonValueKind.Object || !told.TryGetProperty("geoTransform", out var transform))
        {
            throw new ChangesRefusedException(
                $"{path} does not say where it lies: it needs a coordinate system and a transform. Give it both (gdal_translate -a_srs EPSG:… -a_ullr …), or rectify it by its control points (gdalwarp).");
        }

        var bands = told.GetProperty("bands").EnumerateArray().Select(Band).ToList();
        if (bands.Find(band => !Numbers.Contains(band.Type)) is { } odd)
        {
            throw new ChangesRefusedException($"Band {odd.Number} of {path} is of type {odd.Type}; accepted are {string.Join(", ", Numbers)}.");
        }

        var six = transform.EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var grid = new GeoTransform(six[0], six[1], six[2], six[3], six[4], six[5]);
        return grid.PixelArea > 0
            ? new RasterFile(path, width, height, bands, system.GetProperty("wkt").GetString()!, grid, BoxOf(path, told), TakenOnOf(told))
            : throw new ChangesRefusedException($"{path} has pixels without an area: its transform is not one of a map.");
    }

    private static RasterBand Band(JsonElement told)
    {
        var flags = told.TryGetProperty("mask", out var mask) && mask.TryGetProperty("flags", out var words)
            ? words.EnumerateArray().Select(word => word.GetString()).ToList() : [];
        return new RasterBand(
            told.GetProperty("band").GetInt32(),
            told.GetProperty("type").GetString()!,
            told.TryGetProperty("colorInterpretation", out var meaning) && meaning.GetString() == "Alpha",
            told.TryGetProperty("noDataValue", out var none) ? Number(none) : null,
            flags.Contains("PER_DATASET") || flags.Contains("ALPHA"));
    }

    /// <summary>GDAL writes numbers that JSON has no word for as text.</summary>
    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : double.NaN;

    private static (double West, double South, double East, double North) BoxOf(string path, JsonElement told)
    {
        if (!told.TryGetProperty("wgs84Extent", out var extent) || !extent.TryGetProperty("coordinates", out var rings))
        {
            throw new ChangesRefusedException($"{path} lies at no place on Earth: its corners cannot be brought to longitude and latitude. Is its coordinate system the right one?");
        }

        var corners = rings[0].EnumerateArray().Select(corner => (Lon: corner[0].GetDouble(), Lat: corner[1].GetDouble())).ToList();
        return (corners.Min(at => at.Lon), corners.Min(at => at.Lat), corners.Max(at => at.Lon), corners.Max(at => at.Lat));
    }

    private static DateOnly? TakenOnOf(JsonElement told) =>
        told.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("", out var tags) && tags.TryGetProperty("TIFFTAG_DATETIME", out var tag)
            && DateTime.TryParseExact(tag.GetString(), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken)
            ? DateOnly.FromDateTime(taken) : null;
}
