using NetTopologySuite.Geometries;

namespace Gis.Tiles.Writing;

/// <summary>A feature as it is to be.</summary>
/// <param name="Geometry">In the system of the body; null: as it was.</param>
internal sealed record WantedFeature(FeatureDraft Draft, Geometry? Geometry);
