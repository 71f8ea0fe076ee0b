using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Readings;

/// <summary>A value at a moment. <see cref="Value"/> is null where the device sent no number; <see cref="ZsValue"/> is converted to standard oxygen.</summary>
internal sealed record InstantReading(
    string Property, DateTimeOffset At, double? Value, char? Flag, double? ZsValue = null, DateTimeOffset? ResultTime = null,
    bool ClockOff = false) : FieldFact;
