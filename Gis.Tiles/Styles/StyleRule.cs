namespace Gis.Tiles.Styles;

/// <summary>What one property of a style takes.</summary>
/// <param name="Type">number, boolean, color, enum, formatted (a text) or array.</param>
/// <param name="Of">Of an array, what it holds: number, string or enum.</param>
/// <param name="Expression">It may be an expression.</param>
internal sealed record StyleRule(
    string Type, string? Of = null, int? Length = null, string[]? Values = null, double? Minimum = null, double? Maximum = null, bool Expression = false);
