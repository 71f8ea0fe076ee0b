namespace Gis.Ingest;

/// <summary>What was sent, and what became of it by the books of the store.</summary>
public sealed record ReplayAccount
{
    /// <summary>Messages handed to the broker.</summary>
    public long Sent { get; init; }

    /// <summary>Messages that the broker has acknowledged.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Messages that the broker did not let in.</summary>
    public long TurnedAway { get; init; }

    /// <summary>Messages whose times can't be moved and which were not sent.</summary>
    public long Unmovable { get; init; }

    /// <summary>What ingest has booked for the things of the recording since the start: values, or messages that hold none.</summary>
    public long Received { get; init; }

    public long Stored { get; init; }

    public long Duplicates { get; init; }

    /// <summary>Messages of which nothing was taken.</summary>
    public long Refused { get; init; }

    /// <summary>Why, with how many there are of each: code, count and one sentence.</summary>
    public IReadOnlyList<(string Code, long Count, string Reason)> Reasons { get; init; } = [];

    /// <summary>Positions and reports of units that were stored.</summary>
    public long UnitRows { get; init; }

    /// <summary>Messages that ingest had not booked when waiting for it ended: they wait at the broker or were lost there.</summary>
    public long Unaccounted { get; init; }

    public bool IsWhole => Acknowledged == Sent && TurnedAway == 0 && Refused == 0 && Unaccounted == 0 && Unmovable == 0;
}
