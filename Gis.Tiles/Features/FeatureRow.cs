namespace Gis.Tiles.Features;

/// <summary>A feature as it was read, in UTF-8. Its bytes are good until the next one is read.</summary>
/// <param name="Json">The whole feature as GeoJSON, in which the two that follow stand.</param>
/// <param name="Geometry">GeoJSON, <c>null</c> where it has none.</param>
/// <param name="Properties">A JSON object.</param>
/// <param name="SortValues">What it is sorted by, as text; empty where features come by id.</param>
internal readonly record struct FeatureRow(
    long Id, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Geometry, ReadOnlyMemory<byte> Properties, IReadOnlyList<string?> SortValues)
{
    public bool HasGeometry => !Geometry.Span.SequenceEqual("null"u8);

    /// <summary>A copy that is good for ever.</summary>
    public FeatureRow Keep() => this with { Json = Json.ToArray(), Geometry = Geometry.ToArray(), Properties = Properties.ToArray() };

    /// <summary>The change of its edition that made it so; 0 as imported, and wherever it is not asked for.</summary>
    public int Changed { get; init; }
}
