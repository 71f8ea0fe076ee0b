namespace Gis.Server.Incidents;

/// <summary>An incident that was just given its number.</summary>
internal sealed record NewIncident(long Id, string Code);
