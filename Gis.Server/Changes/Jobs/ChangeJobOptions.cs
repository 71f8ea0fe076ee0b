using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Changes.Jobs;

/// <summary>What detections on the server may take.</summary>
internal sealed class ChangeJobOptions
{
    /// <summary>How long the files of a result are kept; its patches and its account stay.</summary>
    [Range(1, 3650)]
    public int KeptDays { get; init; } = 30;

    /// <summary>Of one image as it is sent.</summary>
    [Range(1 << 20, 1L << 40)]
    public long MostFileBytes { get; init; } = 4L << 30;

    /// <summary>Room that stays free on the disk whatever is sent.</summary>
    [Range(0, 1L << 50)]
    public long FreeBytesKept { get; init; } = 1L << 30;

    /// <summary>How long images wait for their person to ask for the work.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long work that nobody took waits; its files may be with a server that is gone.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan WaitsFor { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Jobs of one account that have not ended.</summary>
    [Range(1, 1000)]
    public int MostOfOnePerson { get; init; } = 4;

    /// <summary>Jobs of all that have not ended.</summary>
    [Range(1, 1000)]
    public int MostOfAll { get; init; } = 20;

    /// <summary>For GDAL to say what an image holds.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan ReadingTime { get; init; } = TimeSpan.FromMinutes(1);
}
