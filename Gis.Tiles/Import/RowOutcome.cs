namespace Gis.Tiles.Import;

/// <summary>What became of one row: it is kept, perhaps repaired; or it is refused with the remark.</summary>
internal sealed record RowOutcome(LayerRow? Row, RowRemark? Remark);
