using Gis.Ingest.Lines;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>
/// Messages to one device, with QoS 0 or 1 as it asked for. They live as long as the connection: what it did not take is in the store, and is given
/// again to the next.
/// </summary>
internal sealed class DeviceOutbox(DeviceOutput output, byte level, int window, long mostPacketBytes)
{
    private const int MostWaiting = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<FieldAnswer> _waiting = new();
    private readonly HashSet<ushort> _inFlight = [];
    private ushort _lastId;

    /// <summary>False when too many wait, or the device takes no packet as long as this.</summary>
    public bool TrySend(FieldAnswer message, byte quality)
    {
        if (message.Payload.Length + message.Topic.Length + 16 > mostPacketBytes)
        {
            return false;
        }

        if (quality == 0)
        {
            return output.TryAppend(DevicePackets.Publish(level, message.Topic, message.Payload, 0));
        }

        lock (_gate)
        {
            if (_waiting.Count == MostWaiting)
            {
                return false;
            }

            _waiting.Enqueue(message);
        }

        return SendWaiting();
    }

    /// <summary>The device has taken a message, or says that it will not.</summary>
    public void Acknowledged(ushort packetId)
    {
        lock (_gate)
        {
            _inFlight.Remove(packetId);
        }

        SendWaiting();
    }

    private bool SendWaiting()
    {
        lock (_gate)
        {
            while (_inFlight.Count < window && _waiting.TryDequeue(out var next))
            {
                do
                {
                    _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
                }
                while (!_inFlight.Add(_lastId));
                if (!output.TryAppend(DevicePackets.Publish(level, next.Topic, next.Payload, _lastId)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
