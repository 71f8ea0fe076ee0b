namespace Gis.Tiles.Import;

/// <summary>What was wrong with a row of a file, so that its owner can find it again.</summary>
/// <param name="Row">Counted from 1, without the line of names.</param>
/// <param name="Code">By which other languages know the reason.</param>
internal sealed record RowRemark(long Row, string? Name, string Reason, string Code = "unfit", double? Lon = null, double? Lat = null);
