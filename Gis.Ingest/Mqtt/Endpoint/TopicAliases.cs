using System.Text;
using System.Text.Unicode;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>The topics of one connection: aliases that the device has set, and the last name, since most devices have only one.</summary>
internal sealed class TopicAliases
{
    private string?[]? _topics;
    private byte[] _lastBytes = [];
    private string _last = "";

    /// <summary>The topic of a message by its name, its alias, or both, which sets the alias.</summary>
    public string Resolve(ReadOnlySpan<byte> name, ushort? alias)
    {
        if (alias is 0 or > DevicePackets.TopicAliasMaximum)
        {
            throw new MqttProtocolException(MqttReason.TopicAliasInvalid, $"A topic alias is a number from 1 to {DevicePackets.TopicAliasMaximum}.");
        }

        if (name.IsEmpty && alias is { } known)
        {
            return _topics?[known - 1] ?? throw new MqttProtocolException(MqttReason.ProtocolError, "The topic alias was never set.");
        }

        var topic = name.SequenceEqual(_lastBytes) && _last.Length > 0 ? _last : Read(name);
        if (alias is { } set)
        {
            (_topics ??= new string?[DevicePackets.TopicAliasMaximum])[set - 1] = topic;
        }

        return topic;
    }

    private string Read(ReadOnlySpan<byte> name)
    {
        if (!Utf8.IsValid(name) || name.Contains((byte)0))
        {
            throw MqttReader.Malformed("a topic is not UTF-8");
        }

        var topic = Encoding.UTF8.GetString(name);
        MqttPublish.RequireTopicName(topic);
        (_last, _lastBytes) = (topic, name.ToArray());
        return topic;
    }
}
