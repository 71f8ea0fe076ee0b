using NetTopologySuite.Geometries;

namespace Gis.Tiles.Filters;

/// <summary>A node of a filter, the same whether it came as CQL2 text or JSON.</summary>
/// <param name="Place">Where it stands in what the caller wrote: the number of the character in text, a JSON pointer in JSON.</param>
internal abstract record Expression(string Place);

internal sealed record PropertyReference(string Name, string Place) : Expression(Place);

/// <param name="Pattern">The same as the pattern of LIKE, where a backslash keeps its meaning.</param>
internal sealed record TextLiteral(string Value, string Pattern, string Place) : Expression(Place);

/// <param name="Digits">A decimal number, as written.</param>
internal sealed record NumberLiteral(string Digits, string Place) : Expression(Place);

internal sealed record BooleanLiteral(bool Value, string Place) : Expression(Place);

/// <summary>A time (both ends the same) or a day of UTC (its first and its last microsecond).</summary>
internal sealed record InstantLiteral(DateTimeOffset From, DateTimeOffset To, string Place) : Expression(Place);

/// <summary>From the start of one instant to the end of another; null is open.</summary>
internal sealed record IntervalLiteral(Expression? Start, Expression? End, string Place) : Expression(Place);

/// <summary>A geometry in the system of <c>filter-crs</c>, east before north.</summary>
internal sealed record GeometryLiteral(Geometry Geometry, string Place) : Expression(Place);

/// <summary>The right side of IN.</summary>
internal sealed record ListLiteral(IReadOnlyList<Expression> Items, string Place) : Expression(Place);

/// <summary>An operator or function with what it is applied to.</summary>
/// <param name="Op">As CQL2 JSON writes it, in lower case.</param>
internal sealed record Operation(string Op, IReadOnlyList<Expression> Arguments, string Place) : Expression(Place);
