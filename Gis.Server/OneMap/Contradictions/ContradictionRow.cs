using Gis.Server.ReadModel;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>A record that a finding names.</summary>
/// <param name="Feature">Id in the layer's shown edition at the time of judging.</param>
internal sealed record LandReference(string Theme, string Layer, long Feature, string? Number);

/// <summary>A finding as it is told: a code with figures, which the reader's viewer puts into words.</summary>
/// <param name="Id">Null for one that was judged just now, for a life line.</param>
/// <param name="AreaCode">The county that was looked at.</param>
/// <param name="Other">Null where there is none, or the caller may not see it.</param>
/// <param name="AreaM2">What lies outside, twice or unlawfully; null where it is no matter of area.</param>
/// <param name="Parameters">Days in ISO 8601, amounts with a point.</param>
internal sealed record ContradictionRow(
    long? Id, string? AreaCode, [property: Words(ContradictionCode.Words)] string Rule, LandReference Subject, LandReference? Other, double? AreaM2,
    IReadOnlyDictionary<string, string> Parameters, double Lon, double Lat);

/// <summary>A look at one area by all rules.</summary>
/// <param name="AskedBy">Null for the system itself, after a layer or theme became another.</param>
/// <param name="JudgedOn">The Beijing day on which terms were judged; null while it waits.</param>
/// <param name="NotJudged">Rules that lacked a layer.</param>
/// <param name="Reason">Why it failed.</param>
internal sealed record ContradictionRun(
    long Id, string AreaCode, [property: Words("waiting running done failed")] string State, DateTimeOffset AskedAt, string? AskedBy, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    DateOnly? JudgedOn, int Counties, int CountiesDone, int Found, IReadOnlyList<string> NotJudged, string? Reason);

/// <summary>What somebody wants looked at.</summary>
internal sealed record RunWish(string? AreaCode);
