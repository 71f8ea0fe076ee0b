using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Things;

/// <summary>Writes a point as [timeMs, value, flag, quality], and a rolled up one with min, max, valid and count behind.</summary>
internal sealed class SeriesPointConverter : JsonConverter<SeriesPoint>
{
    public override SeriesPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Points are only written.");

    public override void Write(Utf8JsonWriter writer, SeriesPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Time.ToUnixTimeMilliseconds());
        Write(writer, value.Value);
        writer.WriteStringValue(value.Flag);
        writer.WriteNumberValue(value.Quality);
        if (value.Spread is { } spread)
        {
            Write(writer, spread.Min);
            Write(writer, spread.Max);
            writer.WriteNumberValue(spread.Valid);
            writer.WriteNumberValue(spread.Count);
        }

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
