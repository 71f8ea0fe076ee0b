using Gis.Ingest.Hj212;
using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Replay;

/// <summary>Which datastreams a recorded message speaks of, found by the decoders that will read it once it is sent; nothing is stored.</summary>
internal static class MessageContent
{
    /// <summary>Minute figures of HJ 212 don't state their period: ten minutes are usual, and any period below an hour takes them.</summary>
    public const int UsualMinutesS = 600;

    private static readonly Hj212Decoder Packets = new(Hj212Factors.Standard);

    /// <summary>Property and seconds of the period, 0 for moments; nothing where the message can't be read, names its datastream itself or holds no values.</summary>
    /// <param name="topic">Its topic.</param>
    /// <param name="payload">What it says.</param>
    /// <param name="heardAt">About when it was said.</param>
    public static IEnumerable<(string Property, int PeriodS)> Streams(FieldTopic topic, byte[] payload, DateTimeOffset heardAt)
    {
        var decoded = new Decoded();
        switch (topic.Kind)
        {
            case TopicKind.Hj212:
                Packets.DecodeMessage(payload, topic.Code, heardAt, decoded);
                break;
            case TopicKind.Observations:
                ObservationDecoder.Decode(payload, decoded);
                break;
            case TopicKind.Meter:
                MeterDecoder.Decode(payload, topic.Code, heardAt, decoded);
                break;
            case TopicKind.LoRaWan:
                LoRaWanDecoder.Decode(payload, topic.Code, heardAt, decoded);
                break;
        }

        return decoded.Facts.Select(StreamOf).OfType<(string, int)>().Distinct();
    }

    private static (string, int)? StreamOf(FieldFact fact) => fact switch
    {
        InstantReading reading => (reading.Property, 0),
        PeriodReading reading => (reading.Property, reading.PeriodS == 0 ? UsualMinutesS : reading.PeriodS),
        _ => null,
    };
}
