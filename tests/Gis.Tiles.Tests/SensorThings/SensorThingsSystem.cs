using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>
/// The small world with something to observe: minutes of COD and its hours at outfall 1 (Chang'an), hours of PM2.5 at both air stations, minutes at a stack in
/// Lunan, a meter's totals. Outfalls are published; all else is for grants. Outfall 1 was moved once.
/// </summary>
public sealed class SensorThingsSystem : TestSystem
{
    public const int Minutes = 250;
    public const int Hours = 48;

    /// <summary>By what they are; the store numbers them in this order.</summary>
    public const int CodMinutes = 1;
    public const int CodHours = 2;
    public const int StackMinutes = 3;
    public const int ChanganAir = 4;
    public const int LunanAir = 5;
    public const int MeterTotal = 6;
    public const int Retired = 7;
    public const int Silent = 8;

    /// <summary>May publish over the broker what devices do.</summary>
    public static readonly BrokerUser Gateway = new("gateway", Guid.NewGuid().ToString("N"));

    private Task<TestPerson>? _province;

    public HttpClient Anyone => Anonymous();

    /// <summary>An officer of the whole province.</summary>
    public async Task<HttpClient> ProvinceAsync() => (await (_province ??= this.PersonAsync("officer", "130000"))).Program;

    public async Task<HttpClient> OfAsync(string role, string area, params string[] layers) => (await this.PersonAsync(role, area, layers.Length == 0 ? null : layers)).Program;

    protected override string Parts => "ingest,tiles";

    protected override BrokerUser[] BrokerUsers => [Gateway];

    protected override async Task ArrangeAsync()
    {
        await SmallWorld.FillAsync(Store);
        await Store.ExecuteAsync(
            """
            UPDATE thing SET lon = 114.511 WHERE id = 1;
            UPDATE thing SET properties = properties || '{"reach": "upper"}' WHERE id = 1;
            INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('mn', '88888880000001', 1);
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s, retired_at) VALUES
                (1, 'w01018', 'instant', 0, 'mg/L', 60, NULL), (1, 'w01018', 'period', 3600, 'mg/L', 3600, NULL),
                (4, 'a21026', 'instant', 0, 'mg/m3', 60, NULL), (6, 'a34004', 'period', 3600, 'ug/m3', 3600, NULL), (7, 'a34004', 'period', 3600, 'ug/m3', 3600, NULL),
                (9, 'volume', 'instant', 0, 'm3', 3600, NULL), (1, 'w01001', 'instant', 0, '[pH]', 60, now()), (2, 'w01018', 'instant', 0, 'mg/L', 60, NULL);
            INSERT INTO observation (datastream_id, phenomenon_time, value, flag, quality, received_at)
            SELECT d, '2026-11-20T22:00:00Z'::timestamptz + n * interval '1 minute', CASE WHEN n = 7 THEN NULL WHEN n = 8 THEN 'NaN' ELSE n::float8 END, 'N', 0, now()
            FROM unnest(ARRAY[1, 3, 7]) d, generate_series(0, 249) n;
            INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at)
            SELECT 6, '2026-11-20T00:00:00Z'::timestamptz + n * interval '1 hour', 100 + n, 0, now() FROM generate_series(0, 4) n;
            INSERT INTO period_value (datastream_id, phenomenon_time, min, avg, max, cou, flag, quality, received_at)
            SELECT d, '2026-11-20T00:00:00Z'::timestamptz + n * interval '1 hour', n, n + 0.5, n + 1, n * 10, 'N', 0, now() FROM unnest(ARRAY[2, 4, 5]) d, generate_series(0, 47) n;
            INSERT INTO latest_observation (datastream_id, phenomenon_time, value, quality, received_at)
            SELECT datastream_id, max(phenomenon_time), 1, 0, now() FROM observation GROUP BY 1 UNION ALL SELECT datastream_id, max(phenomenon_time), 1, 0, now() FROM period_value GROUP BY 1;
            """);
    }
}
