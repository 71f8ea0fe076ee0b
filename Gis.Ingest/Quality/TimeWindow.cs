namespace Gis.Ingest.Quality;

/// <summary>Which times the field may state.</summary>
internal static class TimeWindow
{
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(10);

    /// <summary>What is older was filled in later: it is stored, and its alarms are history.</summary>
    public static readonly TimeSpan BackfillAge = TimeSpan.FromHours(24);

    public static bool Accepts(DateTimeOffset at, DateTimeOffset now) => at >= Earliest && at <= now + MostAhead;

    /// <param name="end">End of the value's period; for an instant value its moment.</param>
    /// <param name="now">The present.</param>
    public static bool IsBackfill(DateTimeOffset end, DateTimeOffset now) => end < now - BackfillAge;

    /// <summary>The store keeps microseconds; keys must agree with it.</summary>
    public static DateTimeOffset ToStorePrecision(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
