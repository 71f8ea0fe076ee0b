using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Parcels;

/// <summary>A parcel of the land-use map: a face of the coverage of its window.</summary>
/// <param name="Shape">Degrees, lon lat, on the grid of six decimals; shares its corners with its neighbours.</param>
/// <param name="Metres">The same in the window's frame.</param>
/// <param name="TurnDeg">Direction of its rows.</param>
internal sealed record Parcel(int Number, Polygon Shape, Polygon Metres, LandClass Class, Tract Tract, int Block, double TurnDeg, double AreaM2);
