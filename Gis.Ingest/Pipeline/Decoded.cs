using Gis.Ingest.Deliveries;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Lines;

namespace Gis.Ingest.Pipeline;

/// <summary>What a decoder made of one message: what it states, which items of it can't be taken, and what to answer once it is stored.</summary>
internal sealed class Decoded
{
    private const int TypicalFacts = 8;

    private List<FieldFact>? _facts;
    private List<ItemRefusal>? _refused;
    private List<Rejection>? _rejections;
    private List<FieldAnswer>? _answers;
    private List<NumberSeen>? _numbers;

    public List<FieldFact> Facts => _facts ??= new(TypicalFacts);

    /// <summary>Items that were refused while the rest of the message was taken.</summary>
    public List<ItemRefusal> Refused => _refused ??= [];

    /// <summary>Parts of the message that can't be read at all, each to be kept as a rejected message.</summary>
    public List<Rejection> Rejections => _rejections ??= [];

    /// <summary>What to send down after COMMIT.</summary>
    public List<FieldAnswer> Answers => _answers ??= [];

    /// <summary>The sender's own numbers, one for each item that has one.</summary>
    public List<NumberSeen> Numbers => _numbers ??= [];

    // Most messages have none of these, and there are many messages. A list that was only looked into is empty.
    public bool HasRefused => _refused is { Count: > 0 };

    public bool HasRejections => _rejections is { Count: > 0 };

    public bool HasAnswers => _answers is { Count: > 0 };

    public bool HasNumbers => _numbers is { Count: > 0 };

    /// <summary>What they state is sorted: a message waits for the store without them.</summary>
    public void LetFactsGo() => _facts = null;

    /// <summary>The HJ 212 device that speaks, once its password was right.</summary>
    public Hj212Speaker? Speaker { get; set; }

    /// <summary>The sender's own number of the message; when given it gets a receipt.</summary>
    public long? Sequence { get; set; }
}
