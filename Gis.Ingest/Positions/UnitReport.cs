using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Positions;

/// <summary>What a unit says of an order.</summary>
internal sealed record UnitReport(DateTimeOffset At, string? Order, string State, string? Text) : FieldFact;
