using System.Globalization;

namespace Gis.Server.Incidents;

/// <summary>The number of an incident: prefix, day in Beijing, counter of that day.</summary>
internal static class IncidentNumber
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Beijing).DateTime);

    /// <summary>What all numbers of a day begin with.</summary>
    public static string Stem(string prefix, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{day:yyyyMMdd}-");

    public static string Next(string stem, string? newest)
    {
        var last = newest is null ? 0 : int.Parse(newest.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{stem}{last + 1:000}");
    }
}
