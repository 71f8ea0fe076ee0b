namespace Gis.Ingest.Pipeline;

/// <summary>What a topic of the field carries.</summary>
internal enum TopicKind
{
    Hj212,
    Observations,
    SensorThings,
    Meter,
    LoRaWan,
    VideoEvent,
    VideoOnvif,
    VideoSnapshot,
    Frigate,
    UnitPosition,
    UnitReport,
}
