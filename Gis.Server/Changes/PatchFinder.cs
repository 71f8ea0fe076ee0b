using Gis.Server.Changes.Outlines;
using Gis.Server.Changes.Rasters;

namespace Gis.Server.Changes;

/// <summary>From the mask of changed pixels to patches.</summary>
internal static class PatchFinder
{
    public static IReadOnlyList<Patch> Find(PreparedPair pair, ScorePlan plan, ScoreRaster score, bool[] changed, CancellationToken cancellationToken)
    {
        var parts = Components.Of(changed, score.Width, set: true);
        var sums = new double[parts.Count + 1];
        var differences = new double[parts.Count + 1, plan.Bands.Count];
        var rows = new ScoreRows(pair, plan);
        var stride = rows.Stride;
        for (var row = 0; row < score.Height; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var labels = parts.Labels.AsSpan(row * score.Width, score.Width);
            if (!labels.ContainsAnyExcept(0))
            {
                continue;
            }

            var own = rows.Differences(row);
            for (var column = 0; column < score.Width; column++)
            {
                // A gap that was filled may hold pixels that did not change; they are part of the patch and of its means.
                if (labels[column] is var label and not 0)
                {
                    sums[label] += score.Values[(row * score.Width) + column];
                    for (var band = 0; band < plan.Bands.Count; band++)
                    {
                        differences[label, band] += own[(band * stride) + column + 1];
                    }
                }
            }
        }

        var outlines = PatchOutlines.Of(parts, score.Width, score.Height, cancellationToken);
        return
        [
            .. Enumerable.Range(1, parts.Count).Select(label => new Patch(
                PatchOutlines.Placed(outlines[label], pair.Before.Grid),
                parts.Sizes[label],
                sums[label] / parts.Sizes[label],
                [.. Enumerable.Range(0, plan.Bands.Count).Select(band => differences[label, band] / parts.Sizes[label])])),
        ];
    }
}
