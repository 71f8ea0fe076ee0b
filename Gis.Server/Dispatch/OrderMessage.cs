using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gis.Server.Dispatch;

/// <summary>What the unit gets on units/{unit}/orders: a promise of docs/field-protocol.md.</summary>
internal sealed record OrderMessage(
    string Order, string Incident, string Kind, string Text, double Lon, double Lat, DateTime? Due)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Payload() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
