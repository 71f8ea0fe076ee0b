namespace Gis.Demo.Land.Parcels;

/// <summary>What lies above the cells: a road, a river, a lake.</summary>
internal sealed record Cover(NetTopologySuite.Geometries.Geometry Metres, LandClass Class, Tract Tract, double TurnDeg);
