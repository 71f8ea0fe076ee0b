using Gis.Server.Dispatch.Roads;

namespace Gis.Server.Dispatch;

/// <summary>A unit that could go, how long it would take by road, and why it is offered where it is.</summary>
internal sealed record Recommendation(UnitForOrder Unit, RoadRoute? Route, bool PositionStale, bool RefusedBefore, IReadOnlyList<Reason> Reasons);
