using System.Diagnostics;
using System.Text.Json;

namespace Gis.BaseMap.Import;

/// <summary>A file that a layer is taken from: GeoJSON in degrees is read as it is, everything else goes through ogr2ogr first.</summary>
internal static class SourceFile
{
    private static readonly string[] Degrees = [":CRS84", ":4326", ":4490"];

    public static async Task<byte[]> ReadGeoJsonAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not there.", path);
        }

        if (Path.GetExtension(path).ToLowerInvariant() is ".geojson" or ".json")
        {
            var json = await File.ReadAllBytesAsync(path, cancellationToken);
            if (IsInDegrees(json, path))
            {
                return json;
            }
        }

        return await ConvertAsync(path, cancellationToken);
    }

    public static JsonDocument Parse(byte[] json, string path)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException unfit)
        {
            throw new InvalidDataException($"{path} is not JSON: {unfit.Message}");
        }
    }

    /// <summary>GeoJSON is in degrees unless an old-style "crs" member says otherwise.</summary>
    private static bool IsInDegrees(byte[] json, string path)
    {
        using var document = Parse(json, path);
        return document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("crs", out var crs) || crs.ValueKind != JsonValueKind.Object
            || !crs.TryGetProperty("properties", out var properties) || !properties.TryGetProperty("name", out var name)
            || Array.Exists(Degrees, known => name.ToString().EndsWith(known, StringComparison.Ordinal));
    }

    private static async Task<byte[]> ConvertAsync(string path, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("gis-import-");
        try
        {
            var output = Path.Combine(folder.FullName, "layer.geojson");
            await RunAsync("ogr2ogr", ["-f", "GeoJSON", "-t_srs", "EPSG:4326", "-dim", "XY", "-lco", "COORDINATE_PRECISION=7", output, path], cancellationToken);
            return await File.ReadAllBytesAsync(output, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new IOException($"{program} could not be started.");
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new IOException($"{program} could not read the file: {(await errors).Trim()}");
        }
    }
}
