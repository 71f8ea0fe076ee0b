namespace Gis.Tiles.Import;

/// <summary>A row of a file as GDAL read it. The shape is null where there is none, or where it is longer than what is accepted.</summary>
/// <param name="Number">Counted from 1.</param>
internal sealed record StagedRow(long Number, byte[]? Shape, long ShapeBytes, object?[] Values);
