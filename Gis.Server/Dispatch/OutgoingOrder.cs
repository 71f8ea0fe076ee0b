using Gis.Ingest;

namespace Gis.Server.Dispatch;

/// <summary>An order on its way to a unit: where it goes, and what it says.</summary>
internal sealed record OutgoingOrder(long Id, long UnitId, string Unit, DateTimeOffset IssuedAt, FieldOrder Message)
{
    public string Topic => FieldOrder.TopicOf(Unit);
}
