using Gis.Ingest.Alarms;

namespace Gis.Ingest.Pipeline;

/// <summary>A permit's limit on one property over one period, while it is in force.</summary>
internal sealed record LimitEntry(
    long Id, string Property, int PeriodS, string Basis, double? Upper, double? Lower, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo)
{
    /// <summary>The rule by which means are judged against it.</summary>
    public string MeanRule => $"{LimitRules.OverLimit}:{PeriodS}:{Basis}";

    public bool IsInForce(DateTimeOffset at) => at >= ValidFrom && (ValidTo is not { } end || at < end);
}
