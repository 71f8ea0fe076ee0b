namespace Gis.Ingest.Mqtt;

/// <summary>The other side broke the protocol or refused us; the connection is over and <see cref="Reason"/> says why.</summary>
internal sealed class MqttProtocolException(byte reason, string message) : Exception(message)
{
    public byte Reason { get; } = reason;
}
