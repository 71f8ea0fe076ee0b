using Gis.Ingest.Hj212;
using Gis.Ingest.Meters;
using Gis.Ingest.Positions;
using Gis.Ingest.Readings;
using Gis.Ingest.SensorThings;
using Gis.Ingest.Video;

namespace Gis.Ingest.Pipeline;

/// <summary>Gives each message to the decoder of its topic.</summary>
internal sealed class MessageDecoder(Hj212Decoder hj212)
{
    public void Decode(Envelope envelope)
    {
        var topic = envelope.Topic!;
        var payload = envelope.Message.Payload;
        var into = envelope.Decoded;
        switch (topic.Kind)
        {
            case TopicKind.Hj212:
                hj212.DecodeMessage(payload, topic.Code, envelope.ReceivedAt, into, envelope.Thing?.Access);
                break;
            case TopicKind.Observations:
                ObservationDecoder.Decode(payload, into);
                break;
            case TopicKind.SensorThings:
                SensorThingsDecoder.Decode(payload, envelope.Thing!, topic.Code, envelope.ReceivedAt, into);
                break;
            case TopicKind.LoRaWan:
                LoRaWanDecoder.Decode(payload, topic.Code, envelope.ReceivedAt, into);
                break;
            case TopicKind.Meter:
                MeterDecoder.Decode(payload, topic.Code, envelope.ReceivedAt, into);
                break;
            case TopicKind.VideoEvent:
                VideoDecoder.DecodeEvent(payload, topic.Code, into);
                break;
            case TopicKind.VideoOnvif:
                VideoDecoder.DecodeOnvif(payload, topic.Rest, into);
                break;
            case TopicKind.VideoSnapshot:
                SnapshotDecoder.Decode(payload, topic.Rest, into);
                break;
            case TopicKind.Frigate:
                VideoDecoder.DecodeFrigate(payload, into);
                break;
            case TopicKind.UnitPosition:
                PositionDecoder.Decode(payload, into);
                break;
            case TopicKind.UnitReport:
                ReportDecoder.Decode(payload, into);
                break;
        }
    }
}
