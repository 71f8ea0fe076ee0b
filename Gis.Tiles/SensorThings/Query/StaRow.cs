namespace Gis.Tiles.SensorThings.Query;

/// <summary>A row that a filter or an order is about: its entity, the name it has in the query, and the way by which a path came there.</summary>
internal sealed record StaRow(StaEntity Entity, string Alias, string Path, StaRow? Outer);
