using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Parcels;

/// <summary>A convex piece of a window as it was divided, before roads and waters of the base map cut through; metres, against the clock.</summary>
internal sealed record Cell(IReadOnlyList<Coordinate> Ring, int Block, LandClass Class, Tract Tract, double TurnDeg);
