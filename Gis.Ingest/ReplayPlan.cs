namespace Gis.Ingest;

/// <summary>What a recording holds and how it would be sent: found out by reading it once, before anything is sent.</summary>
public sealed record ReplayPlan
{
    /// <summary>The form that was recognised.</summary>
    public required string Form { get; init; }

    /// <summary>How it was understood: columns, what is left.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Single values of known things, each of which has a datastream.</summary>
    public required long Values { get; init; }

    /// <summary>Whole messages, sent as they were recorded.</summary>
    public required long Messages { get; init; }

    /// <summary>The first and the last moment, as recorded.</summary>
    public required DateTimeOffset? From { get; init; }

    public required DateTimeOffset? To { get; init; }

    /// <summary>By how much times are moved.</summary>
    public required TimeSpan Shift { get; init; }

    /// <summary>The first rows that can't be read, by line and reason, and how many there are.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public required long FaultCount { get; init; }

    /// <summary>Things that nobody has registered.</summary>
    public required IReadOnlyList<UnregisteredThing> Unregistered { get; init; }

    /// <summary>What registered things lack so that all of their values have a place.</summary>
    public required IReadOnlyList<string> Lacking { get; init; }

    /// <summary>The datastreams that registered things do not have yet.</summary>
    public required IReadOnlyList<LackingThing> LackingStreams { get; init; }

    /// <summary>What messages say that the registered things have no datastream for; the messages are sent, and this part of them would not be stored.</summary>
    public required IReadOnlyList<string> Unheard { get; init; }

    public required int UnheardCount { get; init; }

    /// <summary>Values that can't be sent: their thing is not registered, or has no such datastream, or the unit can't become that of the datastream.</summary>
    public required long Homeless { get; init; }

    /// <summary>What the sending needs to know of the registered things.</summary>
    internal Replay.ReplayRegistry Registry { get; init; } = new();
}
