using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Things;

/// <summary>The newest value of every datastream that the caller may see, in no order.</summary>
/// <param name="Seq">All events of the live log up to this one are in the values: who wants to stay up to date follows from here.</param>
internal sealed record LatestValues(IReadOnlyList<LatestRow> Values, long Seq);

/// <summary>One of them; on the wire [datastream, thing, time ms, value, zs value, flag, quality], as the live hub writes values.</summary>
[JsonConverter(typeof(LatestRowConverter))]
internal readonly record struct LatestRow(
    long DatastreamId, long ThingId, long TimeMs, double? Value, double? ZsValue, char? Flag, int Quality)
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(DatastreamId);
        writer.WriteNumberValue(ThingId);
        writer.WriteNumberValue(TimeMs);
        Write(writer, Value);
        Write(writer, ZsValue);
        if (Flag is { } flag)
        {
            writer.WriteStringValue([flag]);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteNumberValue(Quality);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Writes the newest values as short arrays, since there are many.</summary>
internal sealed class LatestRowConverter : JsonConverter<LatestRow>
{
    public override LatestRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Newest values are only written.");

    public override void Write(Utf8JsonWriter writer, LatestRow value, JsonSerializerOptions options) => value.WriteTo(writer);
}
