using Gis.Benchmarks.Tiles;

namespace Gis.Benchmarks.Peers;

/// <summary>Another server of vector tiles.</summary>
/// <param name="PathOf">Where it has a tile.</param>
internal sealed record TilePeer(string Name, Func<FixedTile, string> PathOf);
