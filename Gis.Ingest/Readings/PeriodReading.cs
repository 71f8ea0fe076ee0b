using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Readings;

/// <summary>Figures of one period that starts at <see cref="Start"/>. <see cref="PeriodS"/> 0 stands for the thing's own minute period.</summary>
internal sealed record PeriodReading(
    string Property, DateTimeOffset Start, int PeriodS, PeriodFigures Figures, char? Flag, bool NotANumber = false) : FieldFact;
