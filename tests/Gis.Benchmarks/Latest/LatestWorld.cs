using Gis.Testing;

namespace Gis.Benchmarks.Latest;

/// <summary>The command part over a province whose every stream has spoken.</summary>
internal sealed class LatestWorld : TestSystem
{
    public const int Streams = 20_000;
    private const int StreamsPerThing = 5;
    private int _moved;

    protected override string Parts => "command";

    /// <summary>Somebody who may read the whole province, with a client of his own.</summary>
    public async Task<HttpClient> ReaderAsync() => (await this.PersonAsync("inspector", "130000")).Program;

    /// <summary>One value changes, so that no call answers what the last one did.</summary>
    public Task MoveOneAsync() => Store.ExecuteAsync(
        "UPDATE latest_observation SET value = value + 1, phenomenon_time = now() WHERE datastream_id = (SELECT min(datastream_id) FROM latest_observation) + $1", _moved++);

    protected override async Task ArrangeAsync()
    {
        await Store.ExecuteAsync(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
            SELECT 'outfall_water', 'outfall ' || n, 'outfall ' || n, (SELECT array_agg(code ORDER BY code) FROM area WHERE level = 'county')[1 + n % 167], 114 + n / 10000.0, 38
            FROM generate_series(0, $1 - 1) n
            """,
            Streams / StreamsPerThing);
        await Store.ExecuteAsync(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
            SELECT t.id, p.code, 'instant', 0, p.unit, 300 FROM thing t JOIN observed_property p ON p.code IN ('w01001', 'w01018', 'w21003', 'w21011', 'w21001')
            """);
        await Store.ExecuteAsync(
            """
            INSERT INTO latest_observation (datastream_id, phenomenon_time, value, flag, quality, received_at)
            SELECT id, now() - id % 300 * interval '1 second', round((id % 977 / 10.0 + id % 13)::numeric, 2), 'N', 0, now() FROM datastream
            """);
        await Store.ExecuteAsync("ANALYZE");
    }
}
