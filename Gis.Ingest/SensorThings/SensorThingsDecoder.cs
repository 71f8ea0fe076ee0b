using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.SensorThings;

/// <summary>Reads <c>v1.1/Datastreams({id})/Observations</c>: one Observation of OGC SensorThings for the datastream in the topic.</summary>
internal static class SensorThingsDecoder
{
    private const int MostBytes = 64 << 10;

    public static void Decode(ReadOnlyMemory<byte> payload, ThingEntry thing, string datastream, DateTimeOffset receivedAt, Decoded into)
    {
        if (thing.Stream(long.Parse(datastream, NumberStyles.None, CultureInfo.InvariantCulture)) is not { } stream)
        {
            into.Rejections.Add(new Rejection("unknown-datastream", $"No datastream {datastream} is registered."));
        }
        else if (!BoundedJson.TryParse(payload, MostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
        }
        else
        {
            using (document)
            {
                if (ObservationEntity.TryRead(document.RootElement, stream, receivedAt, out var reading, out why))
                {
                    into.Facts.Add(reading);
                    if (ObservationEntity.Remark(document.RootElement, stream, reading) is { } remark)
                    {
                        into.Facts.Add(remark);
                    }
                }
                else
                {
                    into.Rejections.Add(why);
                }
            }
        }
    }
}
