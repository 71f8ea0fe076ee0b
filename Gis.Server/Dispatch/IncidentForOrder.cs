using Gis.Server.Dispatch.Roads;

namespace Gis.Server.Dispatch;

/// <summary>What the rules of dispatch need to know of an incident.</summary>
internal sealed record IncidentForOrder(long Id, string Code, string TypeCode, string AreaCode, LonLat At, bool IsClosed, string Origin);
