using System.Text.Json.Serialization;

namespace Gis.Server.Things;

/// <summary>Values over time with the limits that held; basis says which figure of a period the values are.</summary>
internal sealed record Series(
    string Property, string Unit, int PeriodS, string Basis, IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesLimit> Limits, bool Truncated);

/// <summary>One value; on the wire an array, for there are many.</summary>
[JsonConverter(typeof(SeriesPointConverter))]
internal readonly record struct SeriesPoint(DateTimeOffset Time, double? Value, string? Flag, int Quality);

/// <summary>What was allowed from when to when.</summary>
internal sealed record SeriesLimit(double? Upper, double? Lower, DateTimeOffset From, DateTimeOffset? To, string Source, string Basis, int PeriodS);
