namespace Gis.Demo.Physics;

/// <summary>An outfall whose water passes a station, and what stands between them.</summary>
internal sealed record UpstreamOutfall(OutfallSignal Signal, double FlowLps, double RiverM3s, double WayM);
