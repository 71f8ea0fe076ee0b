using System.Buffers;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What a device says after CONNECT, packet by packet: its messages are gathered, all else is answered at once.</summary>
internal sealed class DeviceDialogue(
    ConnectRequest request, string user, DeviceRights rights, DeviceOutput output, DeviceOutbox outbox, DeviceSubscriptions subscriptions, FieldLine line,
    TimeProvider clock)
{
    private const int MostForbidden = 100;
    private const int MostReleasesAwaited = 1_000;

    private readonly TopicAliases _aliases = new();
    private readonly HashSet<ushort> _awaitingRelease = [];
    private int _forbidden;

    /// <summary>Messages that came and were not yet handed on.</summary>
    public List<MqttMessage> Arrived { get; } = [];

    /// <summary>A message of QoS 2 is stored: its PUBREL is awaited.</summary>
    public void Received(ushort packetId)
    {
        lock (_awaitingRelease)
        {
            _awaitingRelease.Add(packetId);
        }
    }

    /// <summary>Takes one packet; not null when it was the last: whether it cancels the will.</summary>
    public bool? Handle(byte head, ReadOnlySequence<byte> body)
    {
        var reader = new MqttReader(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
        switch ((MqttPacketType)(head >> 4))
        {
            case MqttPacketType.Publish:
                Arrived.Add(ReadPublish(head, ref reader));
                return null;
            case MqttPacketType.PublishAck:
                outbox.Acknowledged(MqttPublish.ReadPacketId(ref reader));
                return null;
            case MqttPacketType.PublishRelease when (head & 0x0F) == 0x02:
                Release(MqttPublish.ReadPacketId(ref reader));
                return null;
            case MqttPacketType.Subscribe when (head & 0x0F) == 0x02:
                Subscribe(ref reader);
                return null;
            case MqttPacketType.Unsubscribe when (head & 0x0F) == 0x02:
                Unsubscribe(ref reader);
                return null;
            case MqttPacketType.PingRequest:
                Send(DevicePackets.PingResponse);
                return null;
            case MqttPacketType.Disconnect:
                return reader.Remaining == 0 || reader.ReadByte() != MqttReason.DisconnectWithWill;
            case var other:
                throw new MqttProtocolException(MqttReason.ProtocolError, $"A packet of type {(int)other} is not for a device to send now.");
        }
    }

    private MqttMessage ReadPublish(byte head, ref MqttReader reader)
    {
        var quality = MqttPublish.QualityOf(head);
        var name = reader.ReadBytes();
        var packetId = quality > 0 ? MqttPublish.ReadPacketId(ref reader) : (ushort)0;
        var alias = request.Level == MqttLevel.V5 ? reader.ReadProperties().TopicAlias : null;
        var topic = _aliases.Resolve(name, alias);
        if ((head & 0x01) != 0 && request.Level == MqttLevel.V5)
        {
            throw new MqttProtocolException(MqttReason.RetainNotSupported, "Nothing is retained here; CONNACK said so.");
        }

        return new MqttMessage(topic, reader.Rest.ToArray(), packetId, quality, (head & 0x08) != 0, clock.GetUtcNow(), line, null)
        {
            Refused = rights.MaySay(topic) ? null : Forbid(),
            Sender = user,
        };
    }

    private Rejection Forbid()
    {
        if (++_forbidden > MostForbidden)
        {
            throw new MqttProtocolException(MqttReason.QuotaExceeded, "The device goes on publishing where it may not.");
        }

        return new Rejection("forbidden-topic", $"{user} publishes to the topics that bear its own name, and to no other.");
    }

    private void Release(ushort packetId)
    {
        bool known;
        lock (_awaitingRelease)
        {
            known = _awaitingRelease.Remove(packetId);
            if (_awaitingRelease.Count > MostReleasesAwaited)
            {
                throw new MqttProtocolException(MqttReason.QuotaExceeded, "Too many messages of QoS 2 wait for their PUBREL.");
            }
        }

        var packet = new PacketBuilder();
        DevicePackets.Acknowledge(
            packet, MqttPacketType.PublishComplete, request.Level, packetId, known ? MqttReason.Success : MqttReason.PacketIdentifierNotFound, null);
        Send(packet.Written.Span);
    }

    private void Subscribe(ref MqttReader reader)
    {
        var packetId = MqttPublish.ReadPacketId(ref reader);
        SkipProperties(ref reader);
        var filters = new List<string>();
        var reasons = new List<byte>();
        while (reader.Remaining > 0)
        {
            var filter = reader.ReadText();
            var options = reader.ReadByte();
            if ((options & 0x03) == 0x03)
            {
                throw MqttReader.Malformed("a subscription asks for QoS 3");
            }

            filters.Add(filter);
            reasons.Add(subscriptions.Grant(filter, (byte)(options & 0x03)));
        }

        RequireSome(filters);
        var why = reasons.Exists(MqttReason.IsFailure) && !request.Properties.WantsNoReasons
            ? $"Nothing is routed between devices here; {user} hears {rights.HeardTopics}." : null;
        Send(DevicePackets.SubscribeAck(request.Level, packetId, reasons, why));
        subscriptions.Open(filters);
    }

    private void Unsubscribe(ref MqttReader reader)
    {
        var packetId = MqttPublish.ReadPacketId(ref reader);
        SkipProperties(ref reader);
        var filters = new List<string>();
        while (reader.Remaining > 0)
        {
            filters.Add(reader.ReadText());
        }

        RequireSome(filters);
        Send(DevicePackets.UnsubscribeAck(request.Level, packetId, [.. filters.Select(subscriptions.Remove)]));
    }

    private void SkipProperties(ref MqttReader reader)
    {
        if (request.Level == MqttLevel.V5)
        {
            reader.ReadProperties();
        }
    }

    private static void RequireSome(List<string> filters)
    {
        if (filters.Count == 0)
        {
            throw MqttReader.Malformed("no filter is named");
        }
    }

    private void Send(ReadOnlySpan<byte> packet)
    {
        if (!output.TryAppend(packet))
        {
            throw new MqttProtocolException(MqttReason.QuotaExceeded, "The device does not read what it is sent.");
        }
    }
}
