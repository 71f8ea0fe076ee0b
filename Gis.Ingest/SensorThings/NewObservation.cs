using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Ingest.SensorThings;

/// <summary>The body that creates one observation, as the API document shows it; it is read by <see cref="ObservationEntity"/>.</summary>
internal sealed record NewObservation(double Result)
{
    /// <summary>ISO 8601 with its zone, or start/end for a period; absent for the moment of arrival.</summary>
    public string? PhenomenonTime { get; init; }

    public DateTimeOffset? ResultTime { get; init; }

    /// <summary>A quality flag of one letter.</summary>
    public string? ResultQuality { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>Needed where the address does not name the datastream.</summary>
    [JsonPropertyName("Datastream")]
    public EntityId? Datastream { get; init; }
}
