namespace Gis.Ingest.Mqtt;

/// <summary>Reason codes of MQTT 5 that we send or tell apart; 128 and above are failures.</summary>
public static class MqttReason
{
    public const byte Success = 0x00;
    public const byte FirstFailure = 0x80;
    public const byte MalformedPacket = 0x81;
    public const byte ProtocolError = 0x82;
    public const byte NotAuthorized = 0x87;
    public const byte KeepAliveTimeout = 0x8D;
    public const byte PacketTooLarge = 0x95;

    public static bool IsFailure(byte reason) => reason >= FirstFailure;

    public static string Describe(byte reason) => reason switch
    {
        Success => "success",
        0x10 => "no matching subscribers",
        MalformedPacket => "malformed packet",
        ProtocolError => "protocol error",
        0x84 => "unsupported protocol version",
        0x85 => "client identifier not valid",
        0x86 => "bad user name or password",
        NotAuthorized => "not authorized",
        0x88 => "server unavailable",
        0x89 => "server busy",
        0x8B => "server shutting down",
        KeepAliveTimeout => "keep alive timeout",
        0x8E => "session taken over",
        PacketTooLarge => "packet too large",
        0x97 => "quota exceeded",
        _ => $"reason 0x{reason:X2}",
    };
}
