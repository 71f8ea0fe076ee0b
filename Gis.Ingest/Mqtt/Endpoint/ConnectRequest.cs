namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What a device says of itself in CONNECT.</summary>
internal sealed record ConnectRequest(
    byte Level, bool CleanStart, ushort KeepAliveSeconds, MqttProperties Properties, string ClientId, DeviceWill? Will, string? User, byte[]? Password)
{
    private const int UserNameFlag = 0x80;
    private const int PasswordFlag = 0x40;
    private const int WillRetainFlag = 0x20;
    private const int WillFlag = 0x04;
    private const int CleanFlag = 0x02;
    private const int ReservedFlag = 0x01;

    /// <summary>Reads the body of a CONNECT; a version that is not spoken here is told apart from a malformed packet.</summary>
    public static ConnectRequest Read(ref MqttReader reader)
    {
        var protocol = reader.ReadText();
        var level = reader.ReadByte();
        if (protocol != "MQTT" || level is not (MqttLevel.V311 or MqttLevel.V5))
        {
            throw new MqttProtocolException(MqttReason.UnsupportedVersion, "MQTT 3.1.1 and MQTT 5 are spoken here.");
        }

        var flags = reader.ReadByte();
        var willQos = (flags >> 3) & 0x03;
        if ((flags & ReservedFlag) != 0 || willQos > 2 || ((flags & WillFlag) == 0 && (flags & (WillRetainFlag | 0x18)) != 0)
            || (level == MqttLevel.V311 && (flags & (UserNameFlag | PasswordFlag)) == PasswordFlag))
        {
            throw MqttReader.Malformed("the flags of CONNECT contradict each other");
        }

        var keepAlive = reader.ReadUInt16();
        var properties = level == MqttLevel.V5 ? reader.ReadProperties() : new MqttProperties();
        var clientId = reader.ReadText();
        var will = (flags & WillFlag) != 0 ? ReadWill(ref reader, level) : null;
        var user = (flags & UserNameFlag) != 0 ? reader.ReadText() : null;
        var password = (flags & PasswordFlag) != 0 ? reader.ReadBytes().ToArray() : null;
        if (reader.Remaining > 0)
        {
            throw MqttReader.Malformed("CONNECT goes on after its end");
        }

        return new ConnectRequest(level, (flags & CleanFlag) != 0, keepAlive, properties, clientId, will, user, password);
    }

    private static DeviceWill ReadWill(ref MqttReader reader, byte level)
    {
        if (level == MqttLevel.V5)
        {
            reader.ReadProperties();
        }

        var topic = reader.ReadText();
        MqttPublish.RequireTopicName(topic);
        return new DeviceWill(topic, reader.ReadBytes().ToArray());
    }
}
