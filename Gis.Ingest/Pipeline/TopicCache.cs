using System.Diagnostics.CodeAnalysis;

namespace Gis.Ingest.Pipeline;

/// <summary>Topics taken apart, since the same few thousand come again and again. What is no topic of ours is never kept.</summary>
internal sealed class TopicCache
{
    private const int MostTopics = 100_000;

    private readonly Dictionary<string, FieldTopic> _known = new(StringComparer.Ordinal);

    public bool TryParse(string topic, [NotNullWhen(true)] out FieldTopic? parsed, [NotNullWhen(false)] out Rejection? why)
    {
        why = null;
        if (_known.TryGetValue(topic, out parsed))
        {
            return true;
        }

        if (!FieldTopic.TryParse(topic, out parsed, out why))
        {
            return false;
        }

        // A topic with more after the sender's code, such as a snapshot's, may be another each time.
        if (parsed.Rest.Length == 0)
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
