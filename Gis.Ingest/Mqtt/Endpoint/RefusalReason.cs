using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>The reason code of MQTT 5 that comes nearest to why a message was not taken; the reason text says the rest.</summary>
internal static class RefusalReason
{
    public static byte Of(Rejection refused) => refused.Code switch
    {
        "forbidden-topic" or "unknown-device" => MqttReason.NotAuthorized,
        "unknown-topic" or "bad-topic" => MqttReason.TopicNameInvalid,
        "store-refused" or "decoder-broke" => MqttReason.ImplementationSpecific,
        _ => MqttReason.PayloadFormatInvalid,
    };
}
