namespace Gis.Server.Dispatch;

/// <summary>Which order holds a unit, for which incident, and who gave it.</summary>
internal sealed record OrderHolder(long OrderId, string OrderCode, long IncidentId, string IncidentCode, string IssuedBy);
