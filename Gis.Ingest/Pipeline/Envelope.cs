using Gis.Ingest.Lines;

namespace Gis.Ingest.Pipeline;

/// <summary>One message on its way through the steps, with what each step found out.</summary>
internal sealed class Envelope(FieldMessage message)
{
    private List<ItemRefusal>? _refused;

    public FieldMessage Message { get; } = message;

    public DateTimeOffset ReceivedAt => Message.ReceivedAt;

    public FieldTopic? Topic { get; set; }

    public ThingEntry? Thing { get; set; }

    public UnitEntry? Unit { get; set; }

    public Decoded Decoded { get; private set; } = new();

    /// <summary>What was decoded, sorted; made once however often the message is tried. Null before.</summary>
    public SortedFacts? Sorted { get; private set; }

    /// <summary>How many of its values were given to the store, and how many of them it did not have.</summary>
    public int Values { get; set; }

    public int Fresh { get; set; }

    /// <summary>Something of it is stored; only then may the sender be told so.</summary>
    public bool TookSome { get; set; }

    /// <summary>Items that were not taken, by the decoder or by a later step.</summary>
    public List<ItemRefusal> Refused => _refused ??= [];

    public bool HasRefused => _refused is { Count: > 0 };

    /// <summary>Why nothing of it was taken; null when something was, or when it has not been through the store yet.</summary>
    public Rejection? WhyRefused =>
        TookSome ? null : Decoded.HasRejections ? Decoded.Rejections[0] : HasRefused ? Refused[0].Why : null;

    /// <summary>Sorts what was decoded, if that is not done yet; what it was made from is let go.</summary>
    public SortedFacts Sort(DateTimeOffset now)
    {
        if (Sorted is null)
        {
            Sorted = FactSorter.Sort(this, Decoded, now);
            Decoded.LetFactsGo();
        }

        return Sorted;
    }

    /// <summary>A transaction may be tried again: what an earlier try has found is forgotten.</summary>
    public void BeginAttempt()
    {
        Values = Fresh = 0;
        TookSome = false;
        _refused = null;
    }

    /// <summary>Leaves nothing of it but the reason why it is not taken.</summary>
    public void RefuseWhole(string code, string reason)
    {
        Decoded = new Decoded();
        Sorted = null;
        Refuse(code, reason);
    }

    public void Refuse(string code, string reason) => Decoded.Rejections.Add(new Rejection(code, reason));
}
