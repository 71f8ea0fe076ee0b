using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Live;

/// <summary>One new value as the log carries it; written as [datastream, thing, time ms, value, zs value, flag, quality].</summary>
[JsonConverter(typeof(LiveValueConverter))]
internal readonly record struct LiveValue(
    long DatastreamId, long ThingId, long TimeMs, double? Value, double? ZsValue, string? Flag, int Quality);

/// <summary>Writes values as short arrays, since there are many.</summary>
internal sealed class LiveValueConverter : JsonConverter<LiveValue>
{
    public override LiveValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Live values are only sent.");

    public override void Write(Utf8JsonWriter writer, LiveValue value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.DatastreamId);
        writer.WriteNumberValue(value.ThingId);
        writer.WriteNumberValue(value.TimeMs);
        WriteNumber(writer, value.Value);
        WriteNumber(writer, value.ZsValue);
        writer.WriteStringValue(value.Flag);
        writer.WriteNumberValue(value.Quality);
        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, double? number)
    {
        if (number is { } known)
        {
            writer.WriteNumberValue(known);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
