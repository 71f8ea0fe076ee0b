namespace Gis.Tiles.Imagery.Import;

/// <summary>What an import may take.</summary>
internal sealed record ImageLimits
{
    /// <summary>Pixels of the file; 20 thousand millions are the province at 3 m.</summary>
    public long MaxPixels { get; init; } = 20_000_000_000;

    /// <summary>Room that stays free on the disk whatever is imported.</summary>
    public long FreeBytesKept { get; init; } = 1L << 30;
}
