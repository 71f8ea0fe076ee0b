namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Protocol levels as CONNECT names them.</summary>
internal static class MqttLevel
{
    /// <summary>MQTT 3.1.1.</summary>
    public const byte V311 = 4;

    /// <summary>MQTT 5.</summary>
    public const byte V5 = 5;
}
