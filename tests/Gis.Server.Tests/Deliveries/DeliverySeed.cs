using Gis.Server.Tests.ReadModel;
using Gis.Testing;

namespace Gis.Server.Tests.Deliveries;

/// <summary>Puts datastreams and values of chosen times into a test store.</summary>
internal static class DeliverySeed
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Midnight in Beijing, so many days from now.</summary>
    public static DateTimeOffset Midnight(int days, DateTimeOffset? now = null) =>
        new(DateOnly.FromDateTime((now ?? DateTimeOffset.UtcNow).ToOffset(Beijing).DateTime).AddDays(days).ToDateTime(TimeOnly.MinValue), Beijing);

    public static string Day(int days) => Midnight(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<long> AddStreamAsync(
        this StoreFixture store, long thing, int periodS, int intervalS, DateTimeOffset since, string property = "w01018")
    {
        await store.ExecuteAsync(
            "INSERT INTO observed_property (code, name_zh, name_en, short, unit) VALUES ($1, $1, $1, $1, 'mg/L') ON CONFLICT DO NOTHING", property);
        return await store.ScalarAsync<long>(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s, valid_from)
            VALUES ($1, $2, CASE $3 WHEN 0 THEN 'instant' ELSE 'period' END, $3, 'mg/L', $4, $5) RETURNING id
            """,
            thing, property, periodS, intervalS, since.UtcDateTime);
    }

    /// <summary>As if it had been retired then, which leaves a version that ended then.</summary>
    public static async Task RetireAsync(this StoreFixture store, long stream, DateTimeOffset at)
    {
        await store.ExecuteAsync("UPDATE datastream SET retired_at = $2 WHERE id = $1", stream, at.UtcDateTime);
        await store.ExecuteAsync("UPDATE datastream_version SET valid_to = $2 WHERE id = $1", stream, at.UtcDateTime);
    }

    public static async Task AddMomentsAsync(this StoreFixture store, long stream, IEnumerable<DateTimeOffset> times, short quality = 0) =>
        await store.ExecuteAsync(
            """
            INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at)
            SELECT $1, t, 1, $3, t FROM unnest($2) t
            """,
            stream, times.Select(t => t.UtcDateTime).ToArray(), quality);

    public static async Task AddPeriodsAsync(this StoreFixture store, long stream, IEnumerable<DateTimeOffset> times, short quality = 0) =>
        await store.ExecuteAsync(
            """
            INSERT INTO period_value (datastream_id, phenomenon_time, avg, quality, received_at)
            SELECT $1, t, 1, $3, t FROM unnest($2) t
            """,
            stream, times.Select(t => t.UtcDateTime).ToArray(), quality);

    /// <summary>A thing whose device speaks HJ 212 under a number of its own.</summary>
    public static async Task<long> AddLoggerAsync(this StoreFixture store, string area = StoreSeed.ChangAn)
    {
        var thing = await store.AddThingAsync($"logger {Guid.NewGuid():N}", area);
        await store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('mn', $1, $2)", Guid.NewGuid().ToString("N")[..24].ToUpperInvariant(), thing);
        return thing;
    }

    /// <summary>Counts some days as ingest does.</summary>
    public static async Task CountAsync(this StoreFixture store, long thing, params int[] days)
    {
        foreach (var day in days)
        {
            await store.ExecuteAsync(
                """
                INSERT INTO delivery_day
                SELECT thing_id, $2::date, expected, present, valid, rate_expected, rate_present, rate_valid, now() FROM delivery_day_of(ARRAY[$1::bigint], $2::date, now())
                """,
                thing, DateOnly.FromDateTime(Midnight(day).DateTime));
        }
    }
}
