using System.ComponentModel.DataAnnotations;

namespace Gis.Ingest.Pipeline;

/// <summary>How the ingest part runs.</summary>
internal sealed class IngestOptions
{
    /// <summary>Names this ingest at the broker. Two that share the work need two names; a name must stay the same over restarts.</summary>
    [Required, RegularExpression("^[A-Za-z0-9-]{1,40}$")]
    public string Name { get; set; } = "1";

    /// <summary><c>mqtt[s]://user:password@host:port</c>.</summary>
    [Required]
    public string Broker { get; set; } = "";

    /// <summary>Folder under which snapshots are kept.</summary>
    [Required]
    public string Home { get; set; } = ".gis";

    /// <summary>About how many messages are stored at a time. More of them cost less each, are later at the viewer and hold more memory.</summary>
    [Range(1, 10_000)]
    public int BatchMessages { get; set; } = 3_000;

    /// <summary>Into how many transactions at once they are divided.</summary>
    [Range(1, 4)]
    public int StoreLanes { get; set; } = 2;

    /// <summary>How long a batch waits for more once it has its first message.</summary>
    public TimeSpan BatchWait { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>First wait when the store does not answer; it doubles up to <see cref="LongestRetry"/> while the field waits.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between two turns of the roll-up job: how long a late value may be missing from the figures of its hour and day.</summary>
    public TimeSpan RollupEvery { get; set; } = TimeSpan.FromSeconds(10);
}
