using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Imagery.Import;

/// <summary>What a GeoTIFF holds, by its own word; one that cannot be drawn on a map is refused with the reason.</summary>
internal sealed record RasterFile(string Path, int Width, int Height, IReadOnlyList<RasterBand> Bands, LonLatBox Extent)
{
    /// <summary>Beyond it Web Mercator has no place.</summary>
    private const double FarthestLatitude = 85;

    private static readonly string[] Numbers = ["Byte", "UInt16", "Int16", "UInt32", "Int32", "Float32", "Float64"];

    public long Pixels => (long)Width * Height;

    public RasterBand? Alpha => Bands.FirstOrDefault(band => band.IsAlpha);

    public IReadOnlyList<RasterBand> Shown => [.. Bands.Where(band => !band.IsAlpha)];

    public static async Task<RasterFile> ReadAsync(string path, ImageLimits limits, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ImageRefusedException($"There is no file {path}.");
        }

        string said;
        try
        {
            // Of no other form, since some forms of GDAL name further files and addresses.
            said = await GdalProgram.RunAsync("gdalinfo", ["-json", "-if", "GTiff", "-norat", "-noct", "-nomd", path], percent: null, cancellationToken);
        }
        catch (ImageRefusedException e)
        {
            throw new ImageRefusedException($"{path} is no GeoTIFF that can be read. {e.Message}", e);
        }

        using var document = JsonDocument.Parse(said);
        return Read(path, document.RootElement, limits);
    }

    private static RasterFile Read(string path, JsonElement told, ImageLimits limits)
    {
        var size = told.GetProperty("size");
        var (width, height) = (size[0].GetInt32(), size[1].GetInt32());
        if ((long)width * height > limits.MaxPixels)
        {
            throw new ImageRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has {width} × {height} pixels; accepted are up to {limits.MaxPixels}. Cut it into parts, one layer each, or make it coarser (gdalwarp -tr)."));
        }

        if (!told.TryGetProperty("coordinateSystem", out var system) || system.ValueKind != JsonValueKind.Object || !told.TryGetProperty("geoTransform", out _))
        {
            throw new ImageRefusedException(
                $"{path} does not say where it lies: it needs a coordinate system and a transform. Give it both (gdal_translate -a_srs EPSG:… -a_ullr …), or rectify it by its control points (gdalwarp).");
        }

        var bands = told.GetProperty("bands").EnumerateArray().Select(Band).ToList();
        if (bands.Find(band => !Numbers.Contains(band.Type)) is { } odd)
        {
            throw new ImageRefusedException($"Band {odd.Number} of {path} is of type {odd.Type}; accepted are {string.Join(", ", Numbers)}.");
        }

        return bands.TrueForAll(band => band.IsAlpha)
            ? throw new ImageRefusedException($"{path} has no band that can be shown.")
            : new RasterFile(path, width, height, bands, ExtentOf(path, told));
    }

    private static RasterBand Band(JsonElement told) => new(
        told.GetProperty("band").GetInt32(),
        told.GetProperty("type").GetString()!,
        told.TryGetProperty("colorInterpretation", out var meaning) ? meaning.GetString()! : "Undefined",
        told.TryGetProperty("noDataValue", out _));

    private static LonLatBox ExtentOf(string path, JsonElement told)
    {
        if (!told.TryGetProperty("wgs84Extent", out var extent) || !extent.TryGetProperty("coordinates", out var rings))
        {
            throw new ImageRefusedException($"{path} lies at no place on Earth: its corners cannot be brought to longitude and latitude. Is its coordinate system the right one?");
        }

        var corners = rings[0].EnumerateArray().Select(corner => (Lon: corner[0].GetDouble(), Lat: corner[1].GetDouble())).ToList();
        var box = new LonLatBox(corners.Min(at => at.Lon), corners.Min(at => at.Lat), corners.Max(at => at.Lon), corners.Max(at => at.Lat));
        return box.West >= -180.001 && box.East <= 180.001 && box.South >= -FarthestLatitude && box.North <= FarthestLatitude
            ? box
            : throw new ImageRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} reaches from {box.West:F3}, {box.South:F3} to {box.East:F3}, {box.North:F3} (longitude, latitude); accepted is what lies between {FarthestLatitude}° S and {FarthestLatitude}° N."));
    }
}
