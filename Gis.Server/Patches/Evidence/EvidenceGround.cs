using NetTopologySuite.Geometries;

namespace Gis.Server.Patches.Evidence;

/// <summary>A corner of the patch.</summary>
/// <param name="Part">Polygon of the patch, 1 …; its rings count on: the outer one is 1.</param>
/// <param name="North">X of the surveyor's plane, metres, and <paramref name="East"/> its Y with the number of the zone in front.</param>
internal sealed record EvidenceCorner(int Part, int Ring, int Number, double Lon, double Lat, double North, double East);

/// <summary>What the map draws beside the patch.</summary>
internal sealed record EvidenceShape(string Theme, string? Document, Geometry LonLat);

/// <summary>Where a patch lies: itself, its corners in the plane of its 3° zone, and what the one map shows around it.</summary>
/// <param name="Zone">Number of the 3° zone of CGCS2000, <paramref name="Epsg"/> its code (zone number in the easting).</param>
internal sealed record EvidenceGround(Geometry Patch, int Zone, int Epsg, IReadOnlyList<EvidenceCorner> Corners, IReadOnlyList<EvidenceShape> Around);
