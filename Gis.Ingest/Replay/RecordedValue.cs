namespace Gis.Ingest.Replay;

/// <summary>One value of one thing.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Thing">The name of the thing in the file.</param>
/// <param name="Property">Code of the observed property.</param>
/// <param name="At">The moment, or the start of the period; UTC.</param>
/// <param name="PeriodS">Seconds; 0 for the value of a moment.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">As the form or the person says; null for that of the datastream.</param>
internal sealed record RecordedValue(int Line, string Thing, string Property, DateTimeOffset At, int PeriodS, double Value, string? Unit) : RecordedItem(Line)
{
    public DateTimeOffset End => At.AddSeconds(PeriodS);
}
