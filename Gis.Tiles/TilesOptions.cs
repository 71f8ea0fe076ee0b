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

    /// <summary>Features that one file (CSV, GeoPackage, FlatGeobuf) holds at most; for more the caller is told to ask for less.</summary>
    [Range(1, 100_000_000)]
    public int MostExported { get; init; } = 5_000_000;

    /// <summary>Files that GDAL makes at the same time; it takes a processor each, and room for the features twice in the folder for temporary files.</summary>
    [Range(1, 64)]
    public int ConcurrentExports { get; init; } = 2;

    /// <summary>How long the making of a file by GDAL may take before it is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "02:00:00")]
    public TimeSpan ExportTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one answer of SensorThings may take, all its levels together, before it is 503.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SensorThingsTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long SensorThings looks through all observations for a filter or an order that no key knows, before it says how to ask instead.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan SensorThingsPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How far the standby may be behind to be read from while the primary answers; the rest of a second is left for the catalogue, so that an edit is seen within one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:00:00.900")]
    public TimeSpan StandbyLag { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>How often what was counted of the use of layers is stored; a process that is killed loses what it counted since.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan UsageEvery { get; init; } = TimeSpan.FromSeconds(10);
}
