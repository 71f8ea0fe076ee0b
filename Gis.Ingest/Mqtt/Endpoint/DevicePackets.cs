using System.Buffers.Binary;
using System.Text;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Builds the packets that go to a device, in the form of its protocol level.</summary>
internal static class DevicePackets
{
    public const int TopicAliasMaximum = 16;

    /// <summary>The longest reason text sent; it must never make a packet that the device can't take.</summary>
    private const int MostReasonChars = 200;

    public static readonly byte[] PingResponse = [(byte)MqttPacketType.PingResponse << 4, 0];

    /// <summary>CONNACK that lets the device in: no session kept, no retained messages, no wildcards.</summary>
    public static byte[] Accept(ConnectRequest request, EndpointOptions options, int mostPacketBytes, string? assignedId)
    {
        if (request.Level == MqttLevel.V311)
        {
            return [(byte)MqttPacketType.ConnectAck << 4, 2, 0, 0];
        }

        var properties = new PacketBuilder();
        if (request.Properties.HasSessionExpiry)
        {
            properties.Byte(0x11).UInt32(0);
        }

        properties.Byte(0x21).UInt16((ushort)Math.Min(options.InFlight, ushort.MaxValue));
        properties.Byte(0x25).Byte(0);
        properties.Byte(0x27).UInt32((uint)mostPacketBytes);
        properties.Byte(0x22).UInt16(TopicAliasMaximum);
        properties.Byte(0x28).Byte(0).Byte(0x29).Byte(0).Byte(0x2A).Byte(0);
        if (request.KeepAliveSeconds == 0 || request.KeepAliveSeconds > options.MostKeepAliveSeconds)
        {
            properties.Byte(0x13).UInt16((ushort)options.MostKeepAliveSeconds);
        }

        if (assignedId is not null)
        {
            properties.Byte(0x12).Text(assignedId);
        }

        return new PacketBuilder().Byte(0).Byte(MqttReason.Success).Block(properties).ToPacket(MqttPacketType.ConnectAck);
    }

    /// <summary>CONNACK that refuses.</summary>
    public static byte[] Refuse(byte level, byte reason, string why) => level == MqttLevel.V5
        ? new PacketBuilder().Byte(0).Byte(reason).Block(ReasonText(why)).ToPacket(MqttPacketType.ConnectAck)
        : [(byte)MqttPacketType.ConnectAck << 4, 2, 0, OldReturnCode(reason)];

    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP. Before MQTT 5 these carry no reason.</summary>
    public static void Acknowledge(PacketBuilder into, MqttPacketType type, byte level, ushort packetId, byte reason, string? why)
    {
        into.Byte((byte)(((byte)type << 4) | (type == MqttPacketType.PublishRelease ? 0x02 : 0)));
        if (level == MqttLevel.V311 || reason == MqttReason.Success)
        {
            into.Byte(2).UInt16(packetId);
            return;
        }

        var body = new PacketBuilder().UInt16(packetId).Byte(reason).Block(why is null ? new PacketBuilder() : ReasonText(why));
        into.Block(body);
    }

    public static byte[] SubscribeAck(byte level, ushort packetId, IReadOnlyList<byte> reasons, string? why)
    {
        var body = new PacketBuilder().UInt16(packetId);
        if (level == MqttLevel.V5)
        {
            body.Block(why is null ? new PacketBuilder() : ReasonText(why));
        }

        foreach (var reason in reasons)
        {
            body.Byte(level == MqttLevel.V5 || !MqttReason.IsFailure(reason) ? reason : MqttReason.FirstFailure);
        }

        return body.ToPacket(MqttPacketType.SubscribeAck);
    }

    public static byte[] UnsubscribeAck(byte level, ushort packetId, IReadOnlyList<byte> reasons)
    {
        var body = new PacketBuilder().UInt16(packetId);
        if (level == MqttLevel.V5)
        {
            body.Byte(0);
            foreach (var reason in reasons)
            {
                body.Byte(reason);
            }
        }

        return body.ToPacket(MqttPacketType.UnsubscribeAck);
    }

    /// <summary>A message to the device; <paramref name="packetId"/> is 0 for QoS 0.</summary>
    public static byte[] Publish(byte level, string topic, ReadOnlySpan<byte> payload, ushort packetId)
    {
        var body = new PacketBuilder().Text(topic);
        if (packetId > 0)
        {
            body.UInt16(packetId);
        }

        if (level == MqttLevel.V5)
        {
            body.Byte(0);
        }

        return body.Bytes(payload).ToPacket(MqttPacketType.Publish, packetId > 0 ? 0x02 : 0);
    }

    /// <summary>DISCONNECT with its reason; nothing in MQTT 3.1.1, where only the device may say goodbye.</summary>
    public static byte[] Disconnect(byte level, byte reason, string why) =>
        level == MqttLevel.V5 ? new PacketBuilder().Byte(reason).Block(ReasonText(why)).ToPacket(MqttPacketType.Disconnect) : [];

    private static PacketBuilder ReasonText(string why) => new PacketBuilder().Byte(0x1F).Text(why.Length <= MostReasonChars ? why : why[..MostReasonChars]);

    private static byte OldReturnCode(byte reason) => reason switch
    {
        MqttReason.UnsupportedVersion => 1,
        MqttReason.ClientIdentifierNotValid => 2,
        MqttReason.BadUserNameOrPassword => 4,
        MqttReason.NotAuthorized or MqttReason.BadAuthenticationMethod => 5,
        _ => 3,
    };
}
