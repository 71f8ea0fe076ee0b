namespace Gis.Tiles.Features;

/// <summary>A feature as the store gives it: properties and geometry are JSON already.</summary>
/// <param name="SortValues">What it is sorted by, as text; empty where features come by id.</param>
internal readonly record struct FeatureRow(long Id, string Properties, string? Geometry, IReadOnlyList<string?> SortValues)
{
    /// <summary>The change of its edition that made it so; 0 as imported, and wherever it is not asked for.</summary>
    public int Changed { get; init; }
}
