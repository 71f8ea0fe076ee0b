using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Gis.Tiles.Crs;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gis.Tiles.Features.Exports;

/// <summary>
/// Has GDAL make a file of features, which wait for it in a folder of their own that nobody else reads and that is gone afterwards however it ends. Few at a
/// time; who comes when all places are taken is told to come again.
/// </summary>
internal sealed class GdalExports(IOptions<TilesOptions> options, ILogger<GdalExports> logger) : IDisposable
{
    private const string Program = "ogr2ogr";
    private const int MostWords = 2_000;

    private readonly SemaphoreSlim _places = new(options.Value.ConcurrentExports);

    /// <summary>Null where the file was given.</summary>
    public async Task<Refusal?> WriteAsync(
        ExportForm form, VisibleLayer layer, ReferenceSystem crs, IAsyncEnumerable<FeatureRow> rows, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return Refusal.Busy;
        }

        var folder = Directory.CreateTempSubdirectory("gis-export-");
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(options.Value.ExportTimeout);
            var source = Path.Combine(folder.FullName, "features.geojsonl");
            var made = Path.Combine(folder.FullName, $"{layer.Info.Id}.{form.Name}");
            await WriteSourceAsync(source, rows, deadline.Token);
            if (!await RunAsync(Arguments(form, layer, crs, source, made), folder.FullName, deadline.Token))
            {
                return Refusal.ExportAway;
            }

            File.Delete(source);
            form.Describe(response, layer);
            response.ContentLength = new FileInfo(made).Length;
            await response.SendFileAsync(made, cancellationToken);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refusal.Busy;
        }
        finally
        {
            folder.Delete(recursive: true);
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>A feature a line. The id is a property too, for not every form keeps the ids of features.</summary>
    private static async Task WriteSourceAsync(string path, IAsyncEnumerable<FeatureRow> rows, CancellationToken cancellationToken)
    {
        const int flushAtBytes = 64 * 1024;
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, flushAtBytes);
        await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder, SkipValidation = true });
        var isEmpty = true;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            isEmpty = false;
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteNumber("id", row.Id);
            json.WritePropertyName("geometry");
            json.WriteRawValue(row.Geometry.Span, skipInputValidation: true);
            json.WriteStartObject("properties");
            using (var properties = JsonDocument.Parse(row.Properties))
            {
                json.WriteNumber("id", row.Id);
                foreach (var property in properties.RootElement.EnumerateObject().Where(property => property.Name != "id"))
                {
                    property.WriteTo(json);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
            json.Reset();
            file.WriteByte((byte)'\n');
        }

        if (isEmpty)
        {
            await file.WriteAsync("{\"type\":\"FeatureCollection\",\"features\":[]}\n"u8.ToArray(), cancellationToken);
        }
    }

    private static string[] Arguments(ExportForm form, VisibleLayer layer, ReferenceSystem crs, string source, string made) =>
    [
        "-f", form.Driver!, "-a_srs", crs == ReferenceSystems.Crs84 ? "EPSG:4326" : crs.Code, "-nln", layer.Info.Id,
        .. layer.Info.GeometryKind == "point" ? (string[])[] : ["-nlt", "PROMOTE_TO_MULTI"],
        .. form.Driver == "GPKG" ? (string[])["-preserve_fid", "-gt", "20000"] : [],
        made, source,
    ];

    private async Task<bool> RunAsync(string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["CPL_TMPDIR"] = folder;
        start.Environment["OGR_GEOJSON_MAX_OBJ_SIZE"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var said = process.StandardError.ReadToEndAsync(cancellationToken);
                var told = process.StandardOutput.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                await told;
                if (process.ExitCode != 0)
                {
                    var words = await said;
                    logger.ExportFailed(process.ExitCode, words.Length > MostWords ? words[..MostWords] : words);
                }

                return process.ExitCode == 0;
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(CancellationToken.None);
                }
            }
        }
        catch (Win32Exception missing)
        {
            logger.ExportFailed(missing.NativeErrorCode, missing.Message);
            return false;
        }
    }
}
