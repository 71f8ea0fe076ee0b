namespace Gis.Tiles.Import;

/// <summary>How the file of a layer was read the last time.</summary>
internal sealed record ImportMemory(string Layer, string FileName, string? Crs, string? Encoding, string? East, string? North, string? AreaCode, IReadOnlyList<FieldWish> Fields);
