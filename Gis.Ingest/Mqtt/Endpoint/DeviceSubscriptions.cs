using Gis.Ingest.Lines;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What a device listens to: its own down topics and nothing else, for nothing is routed between devices here.</summary>
internal sealed class DeviceSubscriptions(DeviceRights rights, Downlinks downlinks, FieldLine line)
{
    private const string SharedPrefix = "$share/";

    private readonly Dictionary<string, byte> _granted = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The quality of service granted for a topic; null when the device does not listen to it.</summary>
    public byte? QualityOf(string topic)
    {
        lock (_gate)
        {
            return _granted.TryGetValue(topic, out var quality) ? quality : null;
        }
    }

    /// <summary>The reason code for one asked filter: QoS 0 or 1 granted, or why not.</summary>
    public byte Grant(string filter, byte quality)
    {
        if (filter.StartsWith(SharedPrefix, StringComparison.Ordinal))
        {
            return MqttReason.SharedSubscriptionsNotSupported;
        }

        if (!rights.MayHear(filter))
        {
            return MqttReason.NotAuthorized;
        }

        var granted = Math.Min(quality, MqttReason.GrantedQos1);
        lock (_gate)
        {
            _granted[filter] = granted;
        }

        return granted;
    }

    public byte Remove(string filter)
    {
        downlinks.Remove(filter, line);
        lock (_gate)
        {
            return _granted.Remove(filter) ? MqttReason.Success : MqttReason.NoSubscriptionExisted;
        }
    }

    /// <summary>From now on these topics are spoken to over this line; called after the device has been told that it is subscribed.</summary>
    public void Open(IEnumerable<string> filters)
    {
        foreach (var filter in filters.Where(f => QualityOf(f) is not null))
        {
            downlinks.Add(filter, line);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            foreach (var topic in _granted.Keys)
            {
                downlinks.Remove(topic, line);
            }

            _granted.Clear();
        }
    }
}
