using System.Text.Json.Serialization;
using Gis.Server.ReadModel;

namespace Gis.Server.Deliveries;

/// <summary>A request for data as it stands.</summary>
/// <param name="CommandId">The command in the device's log.</param>
internal sealed record GapRequested(
    long CommandId, string Cn, DateTimeOffset From, DateTimeOffset To, [property: Words(Vocabulary.DeviceCommandState)] string State, DateTimeOffset At)
{
    /// <summary>Still waited for: it is not asked again meanwhile.</summary>
    [JsonIgnore]
    public bool IsOpen => State is "queued" or "sent" or "answered";

    public bool Touches(DateTimeOffset from, DateTimeOffset to) => From < to && To >= from;

    public bool Covers(DateTimeOffset from, DateTimeOffset to) => From <= from && To >= to - GapRules.Tick;
}
