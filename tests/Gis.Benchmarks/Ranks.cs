namespace Gis.Benchmarks;

/// <summary>Reads ranks off figures that are sorted upwards.</summary>
internal static class Ranks
{
    /// <summary>The figure below which this share of all lies; infinite where there is none.</summary>
    public static double At(this double[] sorted, double share) =>
        sorted.Length == 0 ? double.PositiveInfinity : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
