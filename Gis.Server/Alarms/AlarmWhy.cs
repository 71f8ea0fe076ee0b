using Gis.Server.ReadModel;

namespace Gis.Server.Alarms;

/// <summary>Why there is an alarm: the limit and its source, the value that was judged, the figures of the rule, and all that happened since.</summary>
internal sealed record AlarmWhy(
    AlarmRow Alarm, WhyLimit? Limit, WhyValue? Value, WhyRule Rule, IReadOnlyList<WhyEvent> Events, IReadOnlyList<WhyAction> Actions);

/// <summary>What was allowed.</summary>
internal sealed record WhyLimit(
    string Property, string Basis, int PeriodS, double? Upper, double? Lower, string Unit, string Source, DateTimeOffset ValidFrom);

/// <summary>The value that was judged, as it is stored.</summary>
internal sealed record WhyValue(
    DateTimeOffset Time, int PeriodS, [property: Words(Vocabulary.Statistic)] string Statistic,
    double? Value, string? Flag, int Quality, DateTimeOffset ReceivedAt);

/// <summary>The rule and the figures it worked with then.</summary>
internal sealed record WhyRule(string Code, IReadOnlyDictionary<string, double> Figures);

/// <summary>What ingest found, step by step.</summary>
internal sealed record WhyEvent(
    string Change, DateTimeOffset At, [property: Words(Vocabulary.Severity)] string Severity, double? Value, double? Ratio);

/// <summary>What people did.</summary>
internal sealed record WhyAction(string Action, DateTimeOffset At, string By, string? Text, DateTimeOffset? Until);
