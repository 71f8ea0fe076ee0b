using System.Buffers;
using System.Text.Json;
using Gis.Ingest.Alarms;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Packs what a batch changed into the one live event of kind <c>ingest</c>:
/// <c>{"obs":[[thing,datastream,ms,value,zs,flag,quality]…],"alarms":[ids],"units":[[unit,ms,lon,lat,speed,heading]…],"reports":[ids],"videos":[ids]}</c>.
/// Back-filled values are left out: they are no news, and a chart asks for them again.
/// </summary>
internal static class LiveEventPayload
{
    public static byte[] Write(
        Batch batch, IReadOnlyList<AlarmChange> alarms, IReadOnlyCollection<long> reports, IReadOnlyCollection<long> videos, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("obs");
            foreach (var row in batch.Values)
            {
                if (row.IsFresh && !TimeWindow.IsBackfill(row.End, now))
                {
                    Write(json, row);
                }
            }

            json.WriteEndArray();
            WriteIds(json, "alarms", alarms.Where(a => !a.Verdict.IsHistory).Select(a => a.AlarmId).Distinct());
            json.WriteStartArray("units");
            foreach (var (from, position) in batch.Positions.GroupBy(p => p.From.Unit!.Id).Select(g => g.MaxBy(p => p.Position.At)))
            {
                json.WriteStartArray();
                json.WriteNumberValue(from.Unit!.Id);
                json.WriteNumberValue(position.At.ToUnixTimeMilliseconds());
                json.WriteNumberValue(position.Lon);
                json.WriteNumberValue(position.Lat);
                WriteNumber(json, position.SpeedMps);
                WriteNumber(json, position.HeadingDeg);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            WriteIds(json, "reports", reports);
            WriteIds(json, "videos", videos);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ValueRow row)
    {
        json.WriteStartArray();
        json.WriteNumberValue(row.Stream.Thing.Id);
        json.WriteNumberValue(row.Stream.Id);
        json.WriteNumberValue(row.At.ToUnixTimeMilliseconds());
        WriteNumber(json, row.Value);
        WriteNumber(json, row.ZsValue);
        if (row.Flag is { } flag)
        {
            json.WriteStringValue([flag]);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumberValue((short)row.Quality);
        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<long> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
