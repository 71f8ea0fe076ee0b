namespace Gis.Server.Incidents;

/// <summary>What the rules need to know of an incident before somebody acts on it.</summary>
internal sealed record IncidentStanding(
    long Id, string Code, string AreaCode, int? Grade, string State, IReadOnlyList<string> ActiveOrders);
