using System.Globalization;
using Gis.Tiles.Imagery.Import;
using Gis.Tiles.Matrices;
using Microsoft.Extensions.Logging;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Imagery;

/// <summary>Draws boxes of pictures as small files, by GDAL from the pyramid in degrees; a few at a time, however many are asked for.</summary>
internal sealed class PictureDrawing(Pyramids pyramids, ILogger<PictureDrawing> logger) : IDisposable
{
    private const int AtATime = 2;

    /// <summary>Of WebP, 0 … 100; the first that is small enough is taken.</summary>
    private static readonly int[] Qualities = [75, 50, 25];

    /// <summary>Files made beside what was given are not ours to leave there.</summary>
    private static readonly Dictionary<string, string> Settings = new() { ["GDAL_PAM_ENABLED"] = "NO" };

    private readonly SemaphoreSlim _turns = new(AtATime);

    public async Task<byte[]?> DrawAsync(VisibleImage layer, Picture picture, Envelope lonLat, int widthPx, int heightPx, int mostBytes, CancellationToken cancellationToken)
    {
        var into = Path.Combine(Path.GetTempPath(), $"gis-picture-{Guid.NewGuid():N}.webp");
        await _turns.WaitAsync(cancellationToken);
        try
        {
            foreach (var quality in Qualities)
            {
                await GdalProgram.RunAsync("gdal_translate", Arguments(pyramids.PathOf(picture, TileMatrixSet.Cgcs2000Quad), into, lonLat, widthPx, heightPx, quality), percent: null, cancellationToken, Settings);
                var bytes = await File.ReadAllBytesAsync(into, cancellationToken);
                if (bytes.Length <= mostBytes)
                {
                    return bytes;
                }
            }

            return null;
        }
        catch (ImageRefusedException e)
        {
            logger.PictureUnreadable(e, layer.Info.Id, picture.Folder);
            return null;
        }
        finally
        {
            _turns.Release();
            File.Delete(into);
        }
    }

    public void Dispose() => _turns.Dispose();

    private static IEnumerable<string> Arguments(string from, string into, Envelope box, int widthPx, int heightPx, int quality) =>
    [
        "-q", "-if", "GPKG", "-of", "WEBP", "-co", $"QUALITY={quality}", "-r", "bilinear",
        "-projwin", Text(box.MinX), Text(box.MaxY), Text(box.MaxX), Text(box.MinY), "-outsize", Text(widthPx), Text(heightPx), from, into,
    ];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
