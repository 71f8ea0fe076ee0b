namespace Gis.Ingest.Pipeline;

/// <summary>What a batch adds to one thing's day in the ledger; a message without values counts as one received.</summary>
internal sealed class LedgerEntry
{
    public long Received { get; private set; }

    public long Stored { get; private set; }

    public long Duplicate { get; private set; }

    public long Rejected { get; set; }

    public long Late { get; set; }

    public void Add(Envelope envelope)
    {
        Received += Math.Max(1, envelope.Values);
        Stored += envelope.Fresh;
        Duplicate += envelope.Values - envelope.Fresh;
    }
}
