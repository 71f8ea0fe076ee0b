namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>What a look at the rings of a geometry tells.</summary>
internal enum PolygonState
{
    /// <summary>No two edges meet but at the corner they share, holes lie in their shells, shells beside each other.</summary>
    Valid,

    /// <summary>Edges touch or cross, or rings lie in one another: maybe valid all the same, maybe to be repaired.</summary>
    Doubtful,

    /// <summary>To look at all its edges, or to repair it, would take too long.</summary>
    TooComplex,
}
