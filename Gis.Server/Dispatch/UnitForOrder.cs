using Gis.Server.Dispatch.Roads;

namespace Gis.Server.Dispatch;

/// <summary>What the rules of dispatch need to know of a unit; the place is its base while it was never heard.</summary>
internal sealed record UnitForOrder(
    long Id, string Code, string CallSign, string NameZh, string NameEn, string Kind, string AreaCode, IReadOnlyList<string> Skills,
    string State, LonLat At, DateTimeOffset? PositionAt, OrderHolder? HeldBy);
