using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>One piece of a GMT multi-segment text: what its header line says, and its points.</summary>
internal sealed record GmtSegment(string Header, IReadOnlyList<Coordinate> Points);
