namespace Gis.Ingest.Mqtt;

/// <summary>The MQTT 5 properties that change what we do; the others are read over.</summary>
internal readonly record struct MqttProperties(
    ushort? ReceiveMaximum = null, uint? MaximumPacketBytes = null, byte? MaximumQos = null, ushort? ServerKeepAliveSeconds = null,
    ushort? TopicAlias = null, string? ReasonText = null, bool HasSessionExpiry = false, bool HasAuthentication = false, bool WantsNoReasons = false)
{
    /// <summary>These properties with the next one of <paramref name="reader"/>.</summary>
    public MqttProperties With(ref MqttReader reader)
    {
        switch (reader.ReadVariableInteger())
        {
            case 0x01 or 0x19 or 0x25 or 0x28 or 0x29 or 0x2A:
                reader.ReadByte();
                return this;
            case 0x02 or 0x18:
                reader.ReadUInt32();
                return this;
            case 0x03 or 0x08 or 0x12 or 0x1A or 0x1C:
                reader.ReadText();
                return this;
            case 0x11:
                return this with { HasSessionExpiry = reader.ReadUInt32() > 0 };
            case 0x15:
                reader.ReadText();
                return this with { HasAuthentication = true };
            case 0x17:
                return this with { WantsNoReasons = reader.ReadByte() == 0 };
            case 0x09 or 0x16:
                reader.ReadBytes();
                return this;
            case 0x0B:
                reader.ReadVariableInteger();
                return this;
            case 0x13:
                return this with { ServerKeepAliveSeconds = reader.ReadUInt16() };
            case 0x1F:
                return this with { ReasonText = reader.ReadText() };
            case 0x21:
                return this with { ReceiveMaximum = reader.ReadUInt16() };
            case 0x22:
                reader.ReadUInt16();
                return this;
            case 0x23:
                return this with { TopicAlias = reader.ReadUInt16() };
            case 0x24:
                return this with { MaximumQos = reader.ReadByte() };
            case 0x26:
                reader.ReadText();
                reader.ReadText();
                return this;
            case 0x27:
                return this with { MaximumPacketBytes = reader.ReadUInt32() };
            case var unknown:
                throw MqttReader.Malformed($"property 0x{unknown:X2} is unknown");
        }
    }
}
