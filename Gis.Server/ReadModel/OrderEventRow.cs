namespace Gis.Server.ReadModel;

/// <summary>One state of an order: when by us, when by the unit, and from whom.</summary>
internal sealed record OrderEventRow(
    [property: Words(Vocabulary.OrderState)] string State, DateTimeOffset At, DateTimeOffset? DeviceAt, string Source, string? Text, bool OutOfOrder);
