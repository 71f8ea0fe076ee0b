using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Things;

/// <summary>Writes a point as [timeMs, value, flag, quality].</summary>
internal sealed class SeriesPointConverter : JsonConverter<SeriesPoint>
{
    public override SeriesPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Points are only written.");

    public override void Write(Utf8JsonWriter writer, SeriesPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Time.ToUnixTimeMilliseconds());
        if (value.Value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteStringValue(value.Flag);
        writer.WriteNumberValue(value.Quality);
        writer.WriteEndArray();
    }
}
