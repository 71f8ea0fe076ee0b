using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Live;

/// <summary>A thing that spoke or whose colour may have changed; written as [id, last heard ms, severity].</summary>
[JsonConverter(typeof(HeardThingConverter))]
internal readonly record struct HeardThing(long Id, long? LastAtMs, string? Severity);

/// <summary>Writes heard things as short arrays, since there are many.</summary>
internal sealed class HeardThingConverter : JsonConverter<HeardThing>
{
    public override HeardThing Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Heard things are only sent.");

    public override void Write(Utf8JsonWriter writer, HeardThing value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Id);
        if (value.LastAtMs is { } lastAt)
        {
            writer.WriteNumberValue(lastAt);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteStringValue(value.Severity);
        writer.WriteEndArray();
    }
}
