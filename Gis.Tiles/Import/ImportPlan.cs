namespace Gis.Tiles.Import;

/// <summary>How the rows of a file become rows of a layer: all that had to be decided.</summary>
/// <param name="East">With <paramref name="North"/> the fields that hold the coordinates of a table without shapes.</param>
/// <param name="AreaCode">Of all rows; null: as their field says, if one does.</param>
/// <param name="ClosesLines">A closed line is taken for an area where the layer holds areas.</param>
internal sealed record ImportPlan(SubLayer From, SourceCrs Crs, string? East, string? North, string GeometryKind, IReadOnlyList<FieldWish> Fields, bool ClosesLines, string? AreaCode = null);
