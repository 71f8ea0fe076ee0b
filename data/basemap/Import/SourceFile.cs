using System.Diagnostics;
using System.Text.Json;

namespace Gis.BaseMap.Import;

/// <summary>A file that a layer is taken from: GeoJSON in degrees is read as it is, everything else goes through ogr2ogr first.</summary>
internal static class SourceFile
{
    /// <summary>Under which names tables carry coordinates: east, north.</summary>
    private const string EastNames = "lon,lng,longitude,经度,x";
    private const string NorthNames = "lat,latitude,纬度,y";

    private static readonly string[] Degrees = [":CRS84", ":4326", ":4490"];

    /// <param name="crs">What the owner says of its coordinates; null: the file says it.</param>
    public static async Task<byte[]> ReadGeoJsonAsync(string path, SourceCrs? crs, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not there.", path);
        }

        if (Path.GetExtension(path).ToLowerInvariant() is ".geojson" or ".json")
        {
            var json = await File.ReadAllBytesAsync(path, cancellationToken);
            if (crs is { ToWgs84: not null } || (crs is null && IsInDegrees(json, path)))
            {
                return json;
            }
        }

        return await ConvertAsync(path, crs, cancellationToken);
    }

    private static bool IsZip(string path) => Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

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

    private static async Task<byte[]> ConvertAsync(string path, SourceCrs? crs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("gis-import-");
        try
        {
            // The folder is the user's own; what is unpacked into it goes with it.
            var source = IsZip(path) ? await UnpackedFile.OfAsync(path, folder.FullName, cancellationToken) : path;
            var options = new List<string>();
            switch (Path.GetExtension(source).ToLowerInvariant())
            {
                case ".shp" when TextEncoding.OfShapefile(source) is { } encoding:
                    options.AddRange(["-oo", $"ENCODING={encoding}"]);
                    break;
                case ".csv":
                    source = await TextEncoding.AsUtf8Async(source, folder.FullName, cancellationToken);
                    options.AddRange(["-oo", $"X_POSSIBLE_NAMES={EastNames}", "-oo", $"Y_POSSIBLE_NAMES={NorthNames}", "-oo", "KEEP_GEOM_COLUMNS=NO"]);
                    crs ??= SourceCrs.Of("EPSG:4326");
                    break;
            }

            if (crs is not null)
            {
                options.AddRange(["-s_srs", crs.Epsg]);
            }

            var output = Path.Combine(folder.FullName, "result.json");
            await RunAsync("ogr2ogr", ["-f", "GeoJSON", "-t_srs", "EPSG:4326", "-dim", "XY", "-lco", "COORDINATE_PRECISION=7", .. options, output, source], cancellationToken);
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
            var said = (await errors).Trim();
            throw new IOException($"{program} could not read the file: {said}{(said.Contains("-s_srs", StringComparison.Ordinal) ? " Say it with --crs." : "")}");
        }
    }
}
