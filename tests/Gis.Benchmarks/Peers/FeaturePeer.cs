using Gis.Benchmarks.Features;

namespace Gis.Benchmarks.Peers;

/// <summary>Another server of features.</summary>
/// <param name="PathOf">Where it has the features of a box.</param>
internal sealed record FeaturePeer(string Name, Func<FixedBox, string> PathOf);
