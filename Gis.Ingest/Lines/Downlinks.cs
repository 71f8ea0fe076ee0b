using System.Collections.Concurrent;

namespace Gis.Ingest.Lines;

/// <summary>Who can be spoken to right now over a line of this process, by down topic (<c>units/{unit}/orders</c>, <c>hj212/{MN}/down</c>).</summary>
internal sealed class Downlinks
{
    private readonly ConcurrentDictionary<string, FieldLine> _lines = new(StringComparer.Ordinal);

    /// <summary>Raised with the topic after a line was added for it.</summary>
    public event Action<string>? Added;

    public IReadOnlyCollection<string> Topics => [.. _lines.Keys];

    public bool Has(string topic) => _lines.ContainsKey(topic);

    /// <summary>A later line for the same topic takes the place of the earlier one.</summary>
    public void Add(string topic, FieldLine line)
    {
        _lines[topic] = line;
        Added?.Invoke(topic);
    }

    /// <summary>Forgets the line, unless another has taken its place.</summary>
    public void Remove(string topic, FieldLine line) => _lines.TryRemove(new KeyValuePair<string, FieldLine>(topic, line));

    /// <summary>Gives the message to whoever listens on its topic; false when nobody does or his line takes no more now.</summary>
    public bool TrySend(FieldAnswer message) => _lines.TryGetValue(message.Topic, out var line) && line.TryAnswer(message);
}
