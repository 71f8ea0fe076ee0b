using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Server.Dispatch;

/// <summary>An order as the unit gets it on units/{unit}/orders.</summary>
internal sealed record OutgoingOrder(
    [property: JsonPropertyName("order")] string Order, [property: JsonPropertyName("incident")] string Incident,
    [property: JsonPropertyName("kind")] string Kind, [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("lon")] double Lon, [property: JsonPropertyName("lat")] double Lat,
    [property: JsonPropertyName("due")] DateTime? Due)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [JsonIgnore]
    public required long Id { get; init; }

    [JsonIgnore]
    public required string Unit { get; init; }

    [JsonIgnore]
    public required long UnitId { get; init; }

    [JsonIgnore]
    public required DateTimeOffset IssuedAt { get; init; }

    [JsonIgnore]
    public string Topic => $"units/{Unit}/orders";

    public byte[] Payload() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
