namespace Gis.Tiles.Import;

/// <summary>What one import may take.</summary>
internal sealed record ImportLimits
{
    /// <summary>Of the file as it is sent.</summary>
    public long MostBytes { get; init; } = 1L << 30;

    /// <summary>Of all that a zip or a workbook unpacks to.</summary>
    public long MostUnpackedBytes { get; init; } = 2L << 30;

    /// <summary>Of what GDAL makes of it.</summary>
    public long MostStagedBytes { get; init; } = 4L << 30;

    /// <summary>Address space of GDAL's program.</summary>
    public long MostMemoryBytes { get; init; } = 4L << 30;

    /// <summary>Room that stays free on the disk whatever is imported.</summary>
    public long FreeBytesKept { get; init; } = 1L << 30;

    /// <summary>For GDAL to read a file through; it may use the processor as long.</summary>
    public TimeSpan ReadingTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For a preview.</summary>
    public TimeSpan PreviewTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a file waits for its person.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Files that wait, of one person and of all.</summary>
    public int MostOfOnePerson { get; init; } = 4;

    public int MostOfAll { get; init; } = 12;

    public int MostSubLayers { get; init; } = 200;

    public int MostFields { get; init; } = 500;
}
