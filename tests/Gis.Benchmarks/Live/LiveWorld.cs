using System.Globalization;
using System.Text;
using Gis.Ingest;
using Gis.Testing;

namespace Gis.Benchmarks.Live;

/// <summary>The whole product with a province of things, of which some speak.</summary>
internal class LiveWorld : TestSystem
{
    public const int Things = 3_300;
    public const int Speaking = 100;

    public static readonly string[] Properties = ["w01001", "w01018", "w21003", "w21011", "w21001"];

    private readonly BrokerUser[] _users = [.. Enumerable.Range(0, Speaking).Select(i => new BrokerUser($"bench-{i}", FieldPassword.Random()))];

    /// <summary>The things that speak, by the number of their device.</summary>
    public long[] SpeakingIds { get; private set; } = [];

    /// <summary>What one device says: every property at this moment; <paramref name="number"/> moves the values a little.</summary>
    public static byte[] Message(int number, DateTimeOffset at)
    {
        var values = string.Join(',', Properties.Select((property, i) => string.Create(CultureInfo.InvariantCulture, $"\"{property}\":{6 + ((number + i) % 100 / 100.0)}")));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{{\"time\":{at.ToUnixTimeMilliseconds()},\"values\":{{{values}}},\"seq\":{number}}}"));
    }

    protected override BrokerUser[] BrokerUsers => _users;

    public Task<FieldLine> ConnectAsync(int device) =>
        FieldLine.ConnectAsync(Broker.Port, _users[device], $"things/{_users[device].Name}/observations");

    protected override async Task ArrangeAsync()
    {
        await Store.ExecuteAsync(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
            SELECT 'outfall_water', 'outfall ' || n, 'outfall ' || n, (SELECT array_agg(code ORDER BY code) FROM area WHERE level = 'county')[1 + n % 167], 114 + n / 1000.0, 38
            FROM generate_series(0, $1 - 1) n
            """,
            Things);
        await Store.ExecuteAsync(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
            SELECT t.id, p.code, 'instant', 0, p.unit, 300 FROM thing t JOIN observed_property p ON p.code = ANY ($1)
            """,
            (object)Properties);
        SpeakingIds = (await Store.ScalarAsync<long[]>("SELECT array_agg(id ORDER BY id) FROM (SELECT id FROM thing ORDER BY id LIMIT $1) t", Speaking))!;
        await Store.ExecuteAsync(
            "INSERT INTO thing_alias (scheme, code, thing_id) SELECT 'thing', 'bench-' || (n - 1), id FROM unnest($1) WITH ORDINALITY AS t(id, n)",
            (object)SpeakingIds);
        await Store.ExecuteAsync("ANALYZE");
    }
}
