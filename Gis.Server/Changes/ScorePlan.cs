namespace Gis.Server.Changes;

/// <summary>All that turns two pixels into a score: for each band that is used the line between the dates and the noise. Found from a sample, applied to all.</summary>
/// <param name="Bands">Which of the pair's bands (from 0); constant ones say nothing and are left out.</param>
/// <param name="Mad">How the unchanged pixels were found.</param>
internal sealed record ScorePlan(IReadOnlyList<int> Bands, IReadOnlyList<Normalisation> Lines, IReadOnlyList<NoiseModel> Noise, IrMad Mad)
{
    /// <summary>Rounding to whole numbers differs by this variance on each date.</summary>
    private const double RoundingVariance = 1.0 / 12;

    private const double LeastOfSpread = 1e-12;

    /// <param name="steps">The least step between values of each date; 0 for floating point.</param>
    public static ScorePlan Of(PixelSample sample, (double Before, double After) steps, CancellationToken cancellationToken)
    {
        var bands = Enumerable.Range(0, sample.Bands).Where(band => Variance(sample.Before[band]) > 0 && Variance(sample.After[band]) > 0).ToList();
        if (bands.Count < 2)
        {
            throw new ChangesRefusedException($"{sample.Bands - bands.Count} of {sample.Bands} bands have the same value everywhere in one of the images; at least two that differ are needed.");
        }

        var used = sample.Of(bands);
        var mad = IrMad.Of(used, cancellationToken);
        var lines = new List<Normalisation>();
        var noise = new List<NoiseModel>();
        for (var band = 0; band < bands.Count; band++)
        {
            var line = Normalisation.Of(used.Before[band], used.After[band], mad.Unchanged);
            var rounding = RoundingVariance * ((steps.Before * steps.Before) + (steps.After * steps.After / (line.Gain * line.Gain)));
            lines.Add(line);
            noise.Add(NoiseModel.Of(
                line.Differences(used.Before[band], used.After[band]), used.Gradient[band], Math.Max(rounding, LeastOfSpread * Variance(used.Before[band]))));
        }

        return new ScorePlan(bands, lines, noise, mad);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        // What arithmetic leaves of a constant is no variance.
        return variance > 1e-20 * mean * mean ? variance : 0;
    }
}
