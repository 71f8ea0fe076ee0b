using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Meters;

/// <summary>A meter's clock that is off is a usual fault: the time of arrival stands in, the values are marked, and a note is kept.</summary>
internal static class MeterClock
{
    /// <summary>It runs ahead of the arrival, by less than a day; what is further ahead is no clock's fault, what is behind was kept by the meter.</summary>
    public static bool IsAhead(DateTimeOffset statedAt, DateTimeOffset arrivedAt) =>
        statedAt - arrivedAt is var ahead && ahead > TimeWindow.MostAhead && ahead < TimeSpan.FromDays(1);

    /// <summary>It differs from the clock of a gateway that hears the meter at the very moment it speaks.</summary>
    public static bool Differs(DateTimeOffset statedAt, DateTimeOffset heardAt) => (statedAt - heardAt).Duration() > TimeWindow.MostAhead;

    /// <summary>The note of a clock that is off.</summary>
    public static DeviceNote Note(DateTimeOffset statedAt, DateTimeOffset heardAt) => new(
        "clock_off",
        heardAt,
        JsonSerializer.Serialize(new Dictionary<string, string> { ["readAt"] = statedAt.ToString("O", CultureInfo.InvariantCulture) }));
}
