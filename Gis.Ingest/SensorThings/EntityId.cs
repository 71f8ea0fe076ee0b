using System.Text.Json.Serialization;

namespace Gis.Ingest.SensorThings;

/// <summary>An entity of SensorThings, named by its id.</summary>
internal sealed record EntityId([property: JsonPropertyName("@iot.id")] long Id);
