using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Alarms;

/// <summary>How one value stands against one limit. There is one for nearly every value, and few of them are to be told.</summary>
internal readonly record struct LimitFinding(ValueRow Row, LimitEntry Limit, string Rule, Finding Finding, double Value, double? Against, double? Ratio)
{
    /// <summary>The limit is a lower one: smaller is worse.</summary>
    public bool IsLower { get; init; }

    /// <summary>Found in back-filled data: recorded, never live.</summary>
    public bool IsHistory { get; init; }

    /// <summary>Worth a verdict whatever the state of its rule.</summary>
    public bool TellsAlone => Finding == Finding.Bad || IsHistory;

    public AlarmKey Key => new(Row.Stream.Thing.Id, Row.Stream.Property, Rule);
}
