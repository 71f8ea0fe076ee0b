using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Live;

/// <summary>Writes changes around the rows that are written already.</summary>
internal sealed class LiveChangesConverter : JsonConverter<LiveChanges>
{
    public override LiveChanges Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Changes are only sent.");

    public override void Write(Utf8JsonWriter writer, LiveChanges value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        writer.WriteNumber("seq", value.Seq);
        writer.WritePropertyName("at");
        JsonSerializer.Serialize(writer, value.At, options);
        writer.WritePropertyName("values");
        JsonSerializer.Serialize(writer, value.Values, options);
        foreach (var (name, rows) in value.Rows.Written)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(rows, skipInputValidation: true);   // our own serializer wrote it
        }

        writer.WriteEndObject();
    }
}
