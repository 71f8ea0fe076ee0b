namespace Gis.Tiles.Import;

/// <summary>A field of a file, with some of its values.</summary>
/// <param name="Kind">text, integer, number, boolean or json.</param>
internal sealed record SourceField(string Name, string Kind, IReadOnlyList<string> Samples);
