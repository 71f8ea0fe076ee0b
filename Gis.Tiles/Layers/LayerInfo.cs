namespace Gis.Tiles.Layers;

/// <summary>A layer's entry in the catalogue, with the edition that readers see.</summary>
internal sealed record LayerInfo
{
    public required string Id { get; init; }

    /// <summary>Small letters, digits and underscores, as the table's own rule (migration 0010) has it.</summary>
    public static bool IsId(string text) =>
        text.Length is >= 2 and <= 49 && text[0] is >= 'a' and <= 'z' && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    public required string TitleZh { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>Drawn from what the other parts store just now; else from an imported edition.</summary>
    public required bool IsLive { get; init; }

    /// <summary>point, line or polygon.</summary>
    public required string GeometryKind { get; init; }

    public required string Licence { get; init; }

    /// <summary>Stands on the map wherever the layer is shown.</summary>
    public required string Credit { get; init; }

    public required string Source { get; init; }

    public required string Owner { get; init; }

    public required bool Approximate { get; init; }

    /// <summary>Its owner opened it to all, without sign-in.</summary>
    public required bool Published { get; init; }

    public required int MinZoom { get; init; }

    public required int MaxZoom { get; init; }

    public required int Edition { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Number of features of the edition; null for a live layer.</summary>
    public required long? FeatureCount { get; init; }

    /// <summary>Extent of the edition; null for a live layer and for an empty one.</summary>
    public required LonLatBox? Extent { get; init; }

    /// <summary>The edition has a pyramid for its low zooms.</summary>
    public required bool Generalised { get; init; }

    /// <summary>Changes that people made to the edition since it was imported.</summary>
    public required int Changes { get; init; }

    /// <summary>When the last of them was made; null where none was.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>Roles that may write, beside administrators.</summary>
    public required IReadOnlyList<string> Writers { get; init; }

    /// <summary>The area it was brought in for and those above it: who reads one of them reads the layer, even one that cannot be cut. Empty where it is for no area.</summary>
    public IReadOnlyList<string> ForAreas { get; init; } = [];

    /// <summary>People change it, so that nobody knows how long it stays as it is.</summary>
    public bool IsEdited => Changes > 0 || Writers.Count > 0;

    /// <summary>Not what is shown now, but what was at a time.</summary>
    public PastState? Past { get; init; }

    /// <summary>Changes whenever the edition is another, or the entry: what tiles go by, beside the changes that touch them.</summary>
    public string EditionVersion => Past is { } past ? $"{Edition}@{past.Change}" : $"{Edition}.{ChangedAt.UtcTicks:x}";

    /// <summary>Changes whenever the content may have changed.</summary>
    public string Version => Past is null && Changes > 0 ? $"{EditionVersion}.{Changes}" : EditionVersion;
}
