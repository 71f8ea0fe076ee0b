namespace Gis.Ingest.Mqtt;

/// <summary>Reason codes of MQTT 5 that we send or tell apart; 128 and above are failures.</summary>
public static class MqttReason
{
    public const byte Success = 0x00;
    public const byte GrantedQos1 = 0x01;
    public const byte DisconnectWithWill = 0x04;
    public const byte NoSubscriptionExisted = 0x11;
    public const byte FirstFailure = 0x80;
    public const byte MalformedPacket = 0x81;
    public const byte ProtocolError = 0x82;
    public const byte ImplementationSpecific = 0x83;
    public const byte UnsupportedVersion = 0x84;
    public const byte ClientIdentifierNotValid = 0x85;
    public const byte BadUserNameOrPassword = 0x86;
    public const byte NotAuthorized = 0x87;
    public const byte ServerUnavailable = 0x88;
    public const byte ServerBusy = 0x89;
    public const byte ServerShuttingDown = 0x8B;
    public const byte BadAuthenticationMethod = 0x8C;
    public const byte KeepAliveTimeout = 0x8D;
    public const byte SessionTakenOver = 0x8E;
    public const byte TopicNameInvalid = 0x90;
    public const byte PacketIdentifierNotFound = 0x92;
    public const byte TopicAliasInvalid = 0x94;
    public const byte PacketTooLarge = 0x95;
    public const byte QuotaExceeded = 0x97;
    public const byte PayloadFormatInvalid = 0x99;
    public const byte RetainNotSupported = 0x9A;
    public const byte SharedSubscriptionsNotSupported = 0x9E;
    public const byte ConnectionRateExceeded = 0x9F;

    public static bool IsFailure(byte reason) => reason >= FirstFailure;

    public static string Describe(byte reason) => reason switch
    {
        Success => "success",
        0x10 => "no matching subscribers",
        MalformedPacket => "malformed packet",
        ProtocolError => "protocol error",
        UnsupportedVersion => "unsupported protocol version",
        ClientIdentifierNotValid => "client identifier not valid",
        BadUserNameOrPassword => "bad user name or password",
        NotAuthorized => "not authorized",
        ServerUnavailable => "server unavailable",
        ServerBusy => "server busy",
        ServerShuttingDown => "server shutting down",
        KeepAliveTimeout => "keep alive timeout",
        SessionTakenOver => "session taken over",
        PacketTooLarge => "packet too large",
        QuotaExceeded => "quota exceeded",
        _ => $"reason 0x{reason:X2}",
    };
}
