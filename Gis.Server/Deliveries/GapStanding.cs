using Gis.Server.Rules;

namespace Gis.Server.Deliveries;

/// <summary>What is missing at a thing in a span, and what was asked for already.</summary>
/// <param name="Mn">The device that answers; null where the thing has none.</param>
internal sealed record GapStanding(string? Mn, IReadOnlyList<Gap> Gaps, IReadOnlyList<GapRequested> Made)
{
    public Result<GapPlan> Plan(int attempts = int.MaxValue)
    {
        if (Mn is null)
        {
            return GapRefusals.NoMn;
        }

        var asks = GapRules.Plan(Gaps, Made, attempts);
        return asks.Count > 0 ? new GapPlan(asks)
            : Gaps.Count == 0 ? GapRefusals.NothingMissing
            : Gaps.Any(gap => GapRules.CommandFor(gap.PeriodS) is not null) ? GapRefusals.AlreadyAsked
            : GapRefusals.OnlyMoments;
    }
}
