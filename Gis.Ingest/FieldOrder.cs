using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gis.Ingest;

/// <summary>What a unit gets on <c>units/{unit}/orders</c>, over whichever line: a promise of docs/field-protocol.md. Lon and lat in degrees, CGCS2000.</summary>
public sealed record FieldOrder(string Order, string Incident, string Kind, string Text, double Lon, double Lat, DateTime? Due)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string TopicOf(string unit) => $"units/{unit}/orders";

    public byte[] Payload() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
