using System.Collections.Concurrent;
using System.Globalization;
using Gis.Tiles.Imagery;
using Gis.Tiles.Imagery.Import;

namespace Gis.Tiles.Import;

/// <summary>
/// Has GDAL's ogr2ogr bring a file of others into the one form that we read ourselves, a GeoPackage in a private folder. It runs with the one driver of the
/// file's kind, bounded in memory, time and what it writes.
/// </summary>
internal static class GdalReader
{
    /// <summary>Names that no field of a file has.</summary>
    public const string IdColumn = "_gis_fid";
    public const string ShapeColumn = "_gis_geom";

    private static readonly ConcurrentDictionary<string, string> Skipped = new();
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="encoding">Of the texts of a Shapefile or a drawing; null where the file says it.</param>
    public static async Task StageAsync(string source, SourceKind kind, string? encoding, string staged, ImportLimits limits, CancellationToken cancellationToken)
    {
        string[] options = kind == SourceKind.Shapefile && encoding is not null ? ["-oo", $"ENCODING={encoding}"] : [];
        string[] arguments =
        [
            "-f", "GPKG", "-dim", "XY", "-nlt", "CONVERT_TO_LINEAR", "-lco", $"FID={IdColumn}", "-lco", $"GEOMETRY_NAME={ShapeColumn}", "-lco", "SPATIAL_INDEX=NO",
            "-unsetFid", "-gt", "20000", .. options, staged, source,
        ];
        await OneAtATime.WaitAsync(cancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limits.ReadingTime);
        try
        {
            await RunAsync(arguments, kind, encoding, limits, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImportRefusedException(
                ImportRefusedException.TooSlow, $"It could not be read within {limits.ReadingTime.TotalMinutes:F0} minutes; send it in parts, or as a GeoPackage.");
        }
        catch (ImageRefusedException refused)
        {
            throw new ImportRefusedException(ImportRefusedException.Broken, $"It cannot be read as {kind.Driver}: {Words(refused.Message, source)}");
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task RunAsync(string[] arguments, SourceKind kind, string? encoding, ImportLimits limits, CancellationToken cancellationToken)
    {
        // The limits are the shell's; what it is given is passed on as it is.
        var bounds = string.Create(
            CultureInfo.InvariantCulture,
            $"ulimit -v {limits.MostMemoryBytes >> 10} && ulimit -f {limits.MostStagedBytes >> 9} && ulimit -t {limits.ReadingTime.TotalSeconds:F0} && exec \"$@\"");
        Dictionary<string, string> settings = new()
        {
            ["GDAL_SKIP"] = await OthersAsync(kind, cancellationToken),
            ["OGR_XLSX_HEADERS"] = "FORCE",
            ["GML_SKIP_RESOLVE_ELEMS"] = "ALL",
            ["OGR_GEOJSON_MAX_OBJ_SIZE"] = "100",
            ["OGR_ORGANIZE_POLYGONS"] = "DEFAULT",
            ["CPL_TMPDIR"] = Path.GetDirectoryName(arguments[^2])!,
        };
        if (kind == SourceKind.Dxf && encoding is not null)
        {
            settings["DXF_ENCODING"] = encoding;
        }

        await GdalProgram.RunAsync("/bin/sh", ["-c", bounds, "sh", "ogr2ogr", .. arguments], percent: null, cancellationToken, settings);
    }

    /// <summary>All drivers but the one: a text that calls itself a table is never opened as a file that names other files.</summary>
    private static async Task<string> OthersAsync(SourceKind kind, CancellationToken cancellationToken)
    {
        if (Skipped.TryGetValue(kind.Driver, out var known))
        {
            return known;
        }

        var told = await GdalProgram.RunAsync("ogrinfo", ["--formats"], percent: null, cancellationToken) + await GdalProgram.RunAsync("gdalinfo", ["--formats"], percent: null, cancellationToken);
        var names = told.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(" -", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(" -", StringComparison.Ordinal)]);
        return Skipped[kind.Driver] = string.Join(',', names.Distinct().Where(name => name != kind.Driver && name != SourceKind.GeoPackage.Driver));
    }

    /// <summary>The program's own words, without its name and where the file lies.</summary>
    private static string Words(string said, string source)
    {
        const int mostChars = 400;
        var words = said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace(Path.GetDirectoryName(source) + "/", "", StringComparison.Ordinal).Trim();
        return words.Length == 0 ? "the file is broken" : words.Length > mostChars ? words[..mostChars] : words;
    }
}
