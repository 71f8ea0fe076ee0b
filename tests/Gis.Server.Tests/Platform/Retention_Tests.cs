using System.Globalization;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class Retention_Tests(Retention_Tests.NeglectedSystem system) : IClassFixture<Retention_Tests.NeglectedSystem>
{
    private static readonly string Ahead = $"live_event_{DateTime.UtcNow.Date.AddDays(5).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    [Fact]
    public async Task Partitions_are_made_ahead_and_those_past_retention_go()
    {
        await Eventually.TrueAsync(() => ExistsAsync(Ahead), "the partition ahead is made");
        await Eventually.TrueAsync(async () => !await ExistsAsync("live_event_20200101"), "the old partition is dropped");
        await Eventually.TrueAsync(async () => !await ExistsAsync("rollup_minute_202001"), "old minutes are dropped");
        Assert.True(await ExistsAsync("rollup_hour_202001"));
    }

    private Task<bool> ExistsAsync(string table) => system.Store.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", table);

    /// <summary>A store as it looks after a long rest: nothing made ahead, something long past.</summary>
    public sealed class NeglectedSystem : TestSystem
    {
        protected override string Parts => "command";

        protected override async Task ArrangeAsync()
        {
            await Store.ExecuteAsync($"DROP TABLE {Ahead}");
            await Store.ExecuteAsync("CREATE TABLE live_event_20200101 PARTITION OF live_event FOR VALUES FROM ('2020-01-01Z') TO ('2020-01-02Z')");
            await Store.ExecuteAsync("CREATE TABLE rollup_minute_202001 PARTITION OF rollup_minute FOR VALUES FROM ('2020-01-01Z') TO ('2020-02-01Z')");
            await Store.ExecuteAsync("CREATE TABLE rollup_hour_202001 PARTITION OF rollup_hour FOR VALUES FROM ('2020-01-01Z') TO ('2020-02-01Z')");
        }
    }
}
