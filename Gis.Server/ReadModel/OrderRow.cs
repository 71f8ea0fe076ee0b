namespace Gis.Server.ReadModel;

/// <summary>An order to a unit as it stands now, with all that became of it.</summary>
internal sealed record OrderRow(
    long Id, string Code, long IncidentId, long UnitId, string CallSign,
    [property: Words(Vocabulary.OrderKind)] string Kind, string Text, double Lon, double Lat, DateTimeOffset? DueAt, DateTimeOffset IssuedAt, string IssuedBy,
    [property: Words(Vocabulary.OrderState)] string State, DateTimeOffset StateAt, string? StateText, int? EtaS, IReadOnlyList<OrderEventRow> Events);
