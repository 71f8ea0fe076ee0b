using System.Text.Json.Serialization;

namespace Gis.Ingest.SensorThings;

/// <summary>An observation that is stored.</summary>
internal sealed record CreatedObservation(
    [property: JsonPropertyName("@iot.id")] string Id, [property: JsonPropertyName("@iot.selfLink")] string SelfLink);
