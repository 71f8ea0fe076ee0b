namespace Gis.Tiles.Import;

/// <summary>How the file of a layer was read the last time.</summary>
internal sealed record ImportMemory(string Layer, string FileName, string? Crs, string? Encoding, string? East, string? North, IReadOnlyList<FieldWish> Fields);
