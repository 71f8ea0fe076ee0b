namespace Gis.Tiles.Import;

/// <summary>What becomes of a field of a file.</summary>
/// <param name="Source">Its name there.</param>
/// <param name="Target">The property; <c>code</c>, <c>name_zh</c>, <c>name_en</c>, <c>area_code</c> and <c>min_zoom</c> are what every layer has. Null: left out.</param>
/// <param name="Kind">text, integer, number, boolean or json.</param>
internal sealed record FieldWish(string Source, string? Target, string Kind);
