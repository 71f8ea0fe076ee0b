using System.Diagnostics.CodeAnalysis;

namespace Gis.Ingest.Pipeline;

/// <summary>Topics taken apart, since the same few thousand come again and again. What is no topic of ours is never kept.</summary>
internal sealed class TopicCache
{
    private const int MostTopics = 100_000;

    private readonly Dictionary<string, FieldTopic> _known = new(StringComparer.Ordinal);

    /// <summary>As <see cref="FieldTopic.TryParse"/>.</summary>
    public bool TryParse(
        string topic, ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out FieldTopic? parsed, [NotNullWhen(false)] out Rejection? why)
    {
        why = null;
        if (_known.TryGetValue(topic, out parsed))
        {
            return true;
        }

        if (!FieldTopic.TryParse(topic, payload, out parsed, out why))
        {
            return false;
        }

        // A topic with more after the sender's code, such as a snapshot's, may be another each time; on Frigate's the sender may be.
        if (parsed.Rest.Length == 0 && parsed.Kind != TopicKind.Frigate)
        {
            if (_known.Count == MostTopics)
            {
                _known.Clear();
            }

            _known.Add(topic, parsed);
        }

        return true;
    }
}
