using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Deliveries;

/// <summary>What a batch adds to one thing's day in the ledger; a message without values counts as one received.</summary>
internal sealed class LedgerEntry
{
    public int Received { get; private set; }

    public int Stored { get; private set; }

    public int Duplicate { get; private set; }

    public int Rejected { get; set; }

    public int Late { get; set; }

    public void Add(Envelope envelope)
    {
        Received += Math.Max(1, envelope.Values);
        Stored += envelope.Fresh;
        Duplicate += envelope.Values - envelope.Fresh;
    }
}
