namespace Gis.Server.Dispatch;

/// <summary>An order as it stands, with what its facts must name.</summary>
internal sealed record OrderNow(
    long Id, string Code, string Kind, string State, bool WasSent, long IncidentId, string IncidentCode, string IncidentArea, long UnitId,
    string UnitCode, string CallSign, string UnitArea);
