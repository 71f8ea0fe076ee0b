namespace Gis.Tiles.SensorThings.Query;

/// <summary>A part of a filter as SQL, with what it gives.</summary>
/// <param name="IsWholeColumn">A column of whole numbers, which an index can find.</param>
internal readonly record struct ODataValue(StaKind Kind, string Sql, bool IsWholeColumn = false);
