using System.Globalization;
using Gis.Tiles.Imagery.Import;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Imagery;

/// <summary>How much of a place a picture has data for: how opaque it is in a grid of points over the place. GDAL reads the pyramid, whatever form its tiles have.</summary>
internal static class ShownShare
{
    /// <summary>Points along each side of the place's box.</summary>
    internal const int Side = 400;

    /// <summary>From here on a point is rather shown than not; coarser zooms hold what lies between.</summary>
    private const byte Opaque = 128;

    /// <summary>Throws <see cref="ImageRefusedException"/> where the pyramid cannot be read.</summary>
    public static async Task<double> MeasureAsync(string pyramid, Geometry place, CancellationToken cancellationToken)
    {
        var box = place.EnvelopeInternal;
        var folder = Directory.CreateTempSubdirectory("gis-shown-");
        try
        {
            var opacity = Path.Combine(folder.FullName, "opacity.bin");
            await GdalProgram.RunAsync(
                "gdal_translate",
                [
                    "-q", "-if", "GPKG", "-oo", "BAND_COUNT=4", "-b", "4", "-of", "ENVI", "-r", "nearest", "-outsize", Text(Side), Text(Side),
                    "-projwin", Text(box.MinX), Text(box.MaxY), Text(box.MaxX), Text(box.MinY), pyramid, opacity,
                ],
                percent: null,
                cancellationToken);
            return Of(await File.ReadAllBytesAsync(opacity, cancellationToken), place);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <param name="opacity">Row by row from the north-west corner of the place's box, 0 … 255.</param>
    internal static double Of(ReadOnlySpan<byte> opacity, Geometry place)
    {
        var box = place.EnvelopeInternal;
        var locator = new IndexedPointInAreaLocator(place);
        var (inside, shown) = (0, 0);
        for (var point = 0; point < Side * Side; point++)
        {
            var at = new Coordinate(box.MinX + (((point % Side) + 0.5) * box.Width / Side), box.MaxY - (((point / Side) + 0.5) * box.Height / Side));
            if (locator.Locate(at) != Location.Exterior)
            {
                inside++;
                shown += opacity[point] >= Opaque ? 1 : 0;
            }
        }

        return inside == 0 ? 0 : (double)shown / inside;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
