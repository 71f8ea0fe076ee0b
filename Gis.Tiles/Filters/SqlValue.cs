namespace Gis.Tiles.Filters;

/// <summary>A part of a filter as SQL text, with what it gives.</summary>
/// <param name="End">For what has an extent in time: the SQL of its end, where <paramref name="Sql"/> is its start.</param>
internal readonly record struct SqlValue(ValueKind Kind, string Sql, string? End = null);
