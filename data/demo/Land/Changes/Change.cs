using Gis.Demo.Land.Parcels;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Changes;

/// <summary>A planted change: its story, the parcel it stands on and the ground that it took, metres of the window's frame.</summary>
internal sealed record Change(int Number, Story Story, Parcel Parcel, Polygon Ground, double TurnDeg);
