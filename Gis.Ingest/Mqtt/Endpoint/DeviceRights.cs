using Gis.Ingest.Mqtt;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What one user may say and hear: the patterns of <see cref="FieldRights"/> with his name in place of <c>%u</c>.</summary>
internal sealed class DeviceRights(string user)
{
    private const int MostRemembered = 64;

    private readonly List<string> _says = [.. FieldRights.Says(user)];
    private readonly HashSet<string> _hears = new(FieldRights.Hears(user), StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _asked = new(StringComparer.Ordinal);

    public bool MaySay(string topic)
    {
        if (_asked.TryGetValue(topic, out var may))
        {
            return may;
        }

        may = _says.Exists(filter => TopicFilter.Matches(filter, topic));
        if (_asked.Count < MostRemembered)
        {
            _asked.Add(topic, may);
        }

        return may;
    }

    public bool MayHear(string filter) => _hears.Contains(filter);

    /// <summary>The topics that he may hear, for those who ask for another.</summary>
    public string HeardTopics => string.Join(", ", _hears);
}
