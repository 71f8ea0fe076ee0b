namespace Gis.Tiles.Import;

/// <summary>A table of the file, and what is proposed for its fields.</summary>
internal sealed record ProposedSubLayer(SubLayer Table, IReadOnlyList<FieldWish> Proposed);
