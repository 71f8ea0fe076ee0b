using Gis.Testing;

namespace Gis.Server.Tests.ReadModel;

/// <summary>Puts things, alarms, units and incidents into a test store in one line each.</summary>
internal static class StoreSeed
{
    public const string Shijiazhuang = "130100";
    public const string ChangAn = "130102";
    public const string Tangshan = "130200";

    public static async Task<long> AddThingAsync(this StoreFixture store, string name, string area, string kind = "outfall_water") =>
        await store.ScalarAsync<long>(
            "INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) VALUES ($1, $2, $2, $3, 114.5, 38.0) RETURNING id", kind, name, area);

    public static async Task<long> AddDatastreamAsync(this StoreFixture store, long thing, string property = "w01018", int periodS = 0)
    {
        await store.ExecuteAsync(
            "INSERT INTO observed_property (code, name_zh, name_en, short, unit) VALUES ($1, '化学需氧量', 'COD', 'COD', 'mg/L') ON CONFLICT DO NOTHING",
            property);
        return await store.ScalarAsync<long>(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
            VALUES ($1, $2, CASE $3 WHEN 0 THEN 'instant' ELSE 'period' END, $3, 'mg/L', 300) RETURNING id
            """,
            thing, property, periodS);
    }

    public static async Task HearAsync(this StoreFixture store, long datastream, DateTimeOffset at, double value) =>
        await store.ExecuteAsync(
            """
            INSERT INTO latest_observation (datastream_id, phenomenon_time, value, flag, quality, received_at) VALUES ($1, $2, $3, 'N', 0, $2)
            ON CONFLICT (datastream_id) DO UPDATE SET phenomenon_time = excluded.phenomenon_time, value = excluded.value, received_at = excluded.received_at
            """,
            datastream, at, value);

    public static async Task<long> RaiseAlarmAsync(
        this StoreFixture store, long thing, string area, string severity = "orange", string kind = "over_limit", bool history = false) =>
        await store.ScalarAsync<long>(
            """
            INSERT INTO alarm_event (alarm_id, change, at, thing_id, area_code, property, kind, severity, phenomenon_time, value, limit_value, ratio, history, origin, details)
            VALUES (nextval('alarm_id_seq'), 'raised', clock_timestamp(), $1, $2, 'w01018', $4, $3, '2026-01-05T08:00:00Z', 80, 40, 2, $5, 'real', '{"period_s": 3600}')
            RETURNING alarm_id
            """,
            thing, area, severity, kind, history);

    public static async Task ChangeAlarmAsync(this StoreFixture store, long alarm, string change, string severity = "orange", bool escalated = false) =>
        await store.ExecuteAsync(
            """
            INSERT INTO alarm_event (alarm_id, change, at, thing_id, area_code, property, kind, severity, escalated, phenomenon_time, value, limit_value, ratio, origin)
            SELECT alarm_id, $2, clock_timestamp(), thing_id, area_code, property, kind, $3, $4, phenomenon_time, value, limit_value, ratio, origin
            FROM alarm_event WHERE alarm_id = $1 AND change = 'raised'
            """,
            alarm, change, severity, escalated);

    public static async Task ActAsync(this StoreFixture store, long alarm, string action, long account, DateTimeOffset? until = null) =>
        await store.ExecuteAsync(
            "INSERT INTO alarm_action (alarm_id, action, account_id, until) VALUES ($1, $2, $3, $4)",
            alarm, action, account, until is { } moment ? moment : DBNull.Value);

    public static async Task<long> AddPersonAsync(this StoreFixture store, string name) =>
        await store.ScalarAsync<long>("INSERT INTO account (name, display_name) VALUES ($1, $1) RETURNING id", name);

    public static async Task<long> AddUnitAsync(this StoreFixture store, string code, string area) =>
        await store.ScalarAsync<long>(
            """
            INSERT INTO unit (code, call_sign, name_zh, name_en, kind, area_code, skills, base_lon, base_lat)
            VALUES ($1, $1, $1, $1, 'monitoring', $2, ARRAY['water'], 114.5, 38.0) RETURNING id
            """,
            code, area);

    public static async Task<long> AddIncidentAsync(this StoreFixture store, string code, string area, long by, long? alarm = null) =>
        await store.ScalarAsync<long>(
            """
            INSERT INTO incident (code, title, type_code, area_code, lon, lat, happened_at, reported_at, source, alarm_id, created_by)
            VALUES ($1, $1, 'water_pollution', $2, 114.5, 38.0, '2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z', 'call', $4, $3) RETURNING id
            """,
            code, area, by, alarm is { } id ? id : DBNull.Value);

    public static async Task TellAsync(this StoreFixture store, long incident, string kind, string details = "{}") =>
        await store.ExecuteAsync(
            "INSERT INTO incident_event (incident_id, kind, at, details) VALUES ($1, $2, clock_timestamp(), $3::jsonb)", incident, kind, details);

    /// <summary>A live event in a transaction of its own.</summary>
    public static async Task<long> LogAsync(this StoreFixture store, string kind, long[] ids, string[] areas, string payload = "{}") =>
        await store.ScalarAsync<long>("SELECT append_live_event($1, $2, $3, $4::jsonb)", kind, ids, areas, payload);

    /// <summary>The event of a batch with these values, see the column's form in the migration.</summary>
    public static async Task<long> LogObservationsAsync(this StoreFixture store, long[] things, string[] areas, string observations) =>
        await store.ScalarAsync<long>("SELECT append_live_event('ingest', $1, $2, '{}', $3)", things, areas, observations);
}
