namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Topic filters of MQTT: <c>+</c> stands for one level, <c>#</c> at the end for all that follow.</summary>
internal static class TopicFilter
{
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> topic)
    {
        var topicEnded = false;
        foreach (var range in filter.Split('/'))
        {
            var level = filter[range];
            if (level is "#")
            {
                return true;
            }

            if (topicEnded)
            {
                return false;
            }

            var slash = topic.IndexOf('/');
            var name = slash < 0 ? topic : topic[..slash];
            if (level is not "+" && !level.SequenceEqual(name))
            {
                return false;
            }

            topicEnded = slash < 0;
            topic = topicEnded ? default : topic[(slash + 1)..];
        }

        return topicEnded;
    }
}
