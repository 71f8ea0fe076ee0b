using Gis.Server.Changes.Rasters;

namespace Gis.Server.Changes;

/// <summary>Takes the sample of a pair: rows and columns at even steps.</summary>
internal static class Sampling
{
    /// <summary>Statistics of so many pixels are good to less than a hundredth of a deviation.</summary>
    private const int Wanted = 200_000;

    private const int Least = 200;

    /// <returns>The sample, and the share of the pattern's pixels that one of the images does not hold.</returns>
    public static (PixelSample Sample, double MissingShare) Take(PreparedPair pair, CancellationToken cancellationToken)
    {
        var (width, bands) = (pair.Width, pair.Bands.Count);
        var step = Math.Max(1, (int)Math.Ceiling(Math.Sqrt((double)width * pair.Height / Wanted)));
        var values = new SampleBuilder(bands);
        var (roomBefore, roomAfter) = (pair.First.Room(), pair.Second.Room());
        var rows = new float[3][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new float[bands * width];
        }

        var after = new float[bands * width];
        for (var row = step / 2; row < pair.Height; row += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var beside = -1; beside <= 1; beside++)
            {
                pair.First.Read(Math.Clamp(row + beside, 0, pair.Height - 1), roomBefore, rows[beside + 1], width);
            }

            pair.Second.Read(row, roomAfter, after, width);
            for (var column = step / 2; column < width; column += step)
            {
                values.Add(rows, after, width, column, pair.First.Saturated, pair.Second.Saturated);
            }
        }

        if (values.Held < Least)
        {
            throw new ChangesRefusedException("The images have next to no pixel that both hold: what lies in both is without data.");
        }

        return values.Count >= Least
            ? (values.Sample(), 1 - ((double)values.Held / values.Looked))
            : throw new ChangesRefusedException("Nearly every pixel is saturated in one of the images; nothing can be compared.");
    }
}
