using Gis.Server.Land;

namespace Gis.Server.Patches.Statistics;

/// <summary>An area in a table: m² as the patches state it to 0.01, so that every sum is exact, and mu to 0.01, shared out so that the column adds up.</summary>
internal readonly record struct StatedArea(decimal M2, decimal Mu)
{
    public static StatedArea Of(decimal m2) => new(m2, LandArea.Of((double)m2).Mu);

    /// <summary>The parts of a whole with their mu shared out by the largest remainder.</summary>
    public static IReadOnlyList<StatedArea> Share(StatedArea whole, IReadOnlyList<StatedArea> parts)
    {
        var mu = LargestRemainder.Round([.. parts.Select(part => LandArea.MuOf((double)part.M2))], whole.Mu, LandArea.MuStep);
        return [.. parts.Select((part, i) => part with { Mu = mu[i] })];
    }
}
