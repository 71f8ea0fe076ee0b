namespace Gis.Server.Deliveries;

/// <summary>What a device shall be asked.</summary>
internal sealed record GapPlan(IReadOnlyList<GapAsk> Asks);
