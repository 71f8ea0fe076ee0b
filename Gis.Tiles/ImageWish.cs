namespace Gis.Tiles;

/// <summary>A picture that is to be shown: which file in which layer, and what its owner says of it. What is not said stays as it is, or is taken from the file.</summary>
public sealed record ImageWish(string Layer, string File)
{
    /// <summary>When it was taken, a day or a moment; the picture of the same time is replaced.</summary>
    public string? Time { get; init; }

    /// <summary>Satellite or camera that took it: <c>GF-2</c>.</summary>
    public string? Sensor { get; init; }

    /// <summary>Share of the picture that cloud hides, 0 to 100 %.</summary>
    public string? Cloud { get; init; }

    /// <summary>Metres a pixel; without it that of the file.</summary>
    public string? Resolution { get; init; }

    public string? TitleEn { get; init; }

    public string? TitleZh { get; init; }

    public string? Licence { get; init; }

    /// <summary>Stands on the map.</summary>
    public string? Credit { get; init; }

    public string? Source { get; init; }

    public string? Owner { get; init; }

    /// <summary>The bands shown as red, green and blue, or the one shown as grey: <c>4,3,2</c>.</summary>
    public string? Bands { get; init; }

    /// <summary>Percentiles of the values that become black and white: <c>2,98</c>. Without it values of 8 bits stay as they are.</summary>
    public string? Stretch { get; init; }

    /// <summary>Positions or contents are indicative only; the map says so.</summary>
    public bool Approximate { get; init; }

    /// <summary>Opens the layer to all, without sign-in, where it is new.</summary>
    public bool Publish { get; init; }

    /// <summary>The area for which a new layer is brought in: whoever reads that area sees it.</summary>
    public string? Area { get; init; }

    /// <summary>Part of the built-in base map: gives way to whatever somebody else has imported, and is not imported twice.</summary>
    public bool BuiltIn { get; init; }

    public string ImportedBy { get; init; } = "operator";
}
