namespace Gis.BaseMap.Import;

/// <summary>What was wrong with a row of a file, so that its owner can find it again.</summary>
internal sealed record RowRemark(long Row, string? Name, string Reason);
