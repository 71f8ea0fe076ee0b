using System.Text.Json.Serialization;

namespace Gis.Server.Things;

/// <summary>Values over time with the limits that held; basis says which figure of a period the values are.</summary>
/// <param name="StepS">0: each value as it stands; else seconds of the roll-up that a point stands for, and the values are means.</param>
internal sealed record Series(
    string Property, string Unit, int PeriodS, string Basis, int StepS, IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesLimit> Limits, bool Truncated);

/// <summary>One value, or what was rolled up; on the wire an array, for there are many.</summary>
[JsonConverter(typeof(SeriesPointConverter))]
internal readonly record struct SeriesPoint(DateTimeOffset Time, double? Value, string? Flag, int Quality, SeriesSpread? Spread = null);

/// <summary>Between what the values of a roll-up lie, how many may be judged, and how many there are.</summary>
internal readonly record struct SeriesSpread(double? Min, double? Max, int Valid, int Count);

/// <summary>What was allowed from when to when.</summary>
internal sealed record SeriesLimit(double? Upper, double? Lower, DateTimeOffset From, DateTimeOffset? To, string Source, string Basis, int PeriodS);
