namespace Gis.Tiles.Import;

/// <summary>A table of a file: its rows, shapes and fields.</summary>
/// <param name="Points">Rows whose shape is a point or several, and so on; <paramref name="Others"/> are mixed shapes, <paramref name="Shapeless"/> have none.</param>
/// <param name="Crs">As the file says it: EPSG:n, or another definition; null where it does not.</param>
/// <param name="CrsName">What the definition calls itself.</param>
/// <param name="Extent">West, south, east, north in the file's own system.</param>
/// <param name="East">The field that looks like the coordinate to the east, of a table without shapes.</param>
internal sealed record SubLayer(
    string Name, long Rows, long Points, long Lines, long Polygons, long Others, long Shapeless, string? Crs, string? CrsName, IReadOnlyList<double>? Extent,
    IReadOnlyList<SourceField> Fields, string? East, string? North)
{
    public bool HasShapes => Points + Lines + Polygons + Others > 0;

    /// <summary>The kind that most of the shapes are of.</summary>
    public string MainKind => !HasShapes || (Points >= Lines && Points >= Polygons) ? "point" : Lines > Polygons ? "line" : "polygon";
}
