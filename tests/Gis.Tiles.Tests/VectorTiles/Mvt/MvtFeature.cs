using NetTopologySuite.Geometries;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

/// <summary>A feature of a decoded tile; its geometry on the tile's grid, y down.</summary>
internal sealed record MvtFeature(long Id, IReadOnlyDictionary<string, object> Tags, Geometry Geometry);
