namespace Gis.Server.Dispatch;

/// <summary>What a unit said of an order, as ingest stored it.</summary>
internal sealed record UnitReport(
    long Id, long UnitId, string? OrderCode, string State, string? Text, DateTimeOffset MeasuredAt, DateTimeOffset ReceivedAt);
