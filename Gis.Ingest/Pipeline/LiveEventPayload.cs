using System.Buffers;
using System.Text.Json;
using Gis.Ingest.Alarms;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Packs what a batch changed into the one live event of kind <c>ingest</c>: as its payload
/// <c>{"received":ms,"alarms":[ids],"units":[[unit,ms,lon,lat,speed,heading]…],"reports":[ids],"videos":[ids]}</c>, and apart from it, for there are
/// many and the store need not read them, the observations <c>[[thing,datastream,ms,value,zs,flag,quality]…]</c>; a row ends with its value where the
/// rest would say null, null and 0.
/// </summary>
internal static class LiveEventPayload
{
    public static byte[] Write(
        Batch batch, IReadOnlyList<AlarmChange> alarms, IReadOnlyCollection<long> reports, IReadOnlyCollection<long> videos)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (batch.Envelopes.Count > 0)
            {
                json.WriteNumber("received", batch.Envelopes.Max(e => e.ReceivedAt).ToUnixTimeMilliseconds());
            }

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

    /// <summary>The new values, or nothing where there are none. Back-filled values are left out: they are no news, and a chart asks for them again.</summary>
    /// <param name="batch">As it was stored.</param>
    /// <param name="now">The present.</param>
    /// <param name="buffer">Where to write; the answer points into it.</param>
    public static ReadOnlyMemory<byte>? WriteObservations(Batch batch, DateTimeOffset now, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        var any = false;
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartArray();
            foreach (var row in batch.Values)
            {
                if (row.IsFresh && !TimeWindow.IsBackfill(row.End, now))
                {
                    Write(json, row);
                    any = true;
                }
            }

            json.WriteEndArray();
        }

        return any ? buffer.WrittenMemory : null;
    }

    private static void Write(Utf8JsonWriter json, ValueRow row)
    {
        json.WriteStartArray();
        json.WriteNumberValue(row.Stream.Thing.Id);
        json.WriteNumberValue(row.Stream.Id);
        WriteTime(json, row.At);
        WriteNumber(json, row.Value);
        if (row is not { ZsValue: null, Flag: null, Quality: ValueQuality.Valid })
        {
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
        }

        json.WriteEndArray();
    }

    /// <summary>Milliseconds, with a fraction where the store's microseconds have one.</summary>
    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset at)
    {
        if (at.UtcTicks % TimeSpan.TicksPerMillisecond == 0)
        {
            json.WriteNumberValue(at.ToUnixTimeMilliseconds());
        }
        else
        {
            json.WriteNumberValue((decimal)(at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);
        }
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
