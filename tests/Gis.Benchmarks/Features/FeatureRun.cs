namespace Gis.Benchmarks.Features;

/// <summary>What came of asking for boxes for a while.</summary>
internal sealed record FeatureRun(double BoxesPerSecond, double MeanBytes, double P50Ms, double P99Ms);
