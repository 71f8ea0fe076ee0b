using System.ComponentModel.DataAnnotations;

namespace Gis.Tiles;

/// <summary>Settings of the tiles part, section <c>Tiles</c>.</summary>
internal sealed class TilesOptions
{
    /// <summary>Tiles cut by the store at the same time. About two a core is best; more make each slower.</summary>
    [Range(1, 64)]
    public int ConcurrentCuts { get; init; } = 4;

    /// <summary>How long a tile may wait for its turn, and how long its cut may take, before the answer is 503.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CutTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Memory for tiles made before; the least used go first. 0 keeps none.</summary>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a tile of a live layer is given to others who ask for the same.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LiveTileAge { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a page of features may take to begin before the answer is 503.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ItemsTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take to count what matches a filter; what takes longer is answered without the number.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan CountPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often what was counted of the use of layers is stored; a process that is killed loses what it counted since.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan UsageEvery { get; init; } = TimeSpan.FromSeconds(10);
}
