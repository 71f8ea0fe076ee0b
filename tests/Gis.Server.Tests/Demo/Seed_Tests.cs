using System.Text.Json;
using Gis.Demo;
using Gis.Demo.Seeding;
using Gis.Demo.Simulation;
using Gis.Server.Platform.Store;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class Seed_Tests(StoreFixture store) : IClassFixture<StoreFixture>, IDisposable
{
    private readonly string _home = TestFolder.Create("demo");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_seeded_store_holds_the_province_and_a_second_run_changes_nothing()
    {
        await StoredProvince.EnsureAsync(store);
        var settings = Settings();

        await new SeedCommand(settings).RunAsync(CancellationToken.None);
        var first = await CountsAsync();
        var secrets = await File.ReadAllTextAsync(settings.FieldFile);
        await new SeedCommand(settings).RunAsync(CancellationToken.None);

        Assert.Equal("air_station 53, camera 28, outfall_gas 551, outfall_water 660, water_meter 2000, water_station 60, unit 40", first);
        Assert.Equal(first, await CountsAsync());
        Assert.Equal(secrets, await File.ReadAllTextAsync(settings.FieldFile));
        Assert.Equal(0, await store.ScalarAsync<long>("SELECT count(*) FROM thing WHERE origin <> 'demo'"));
        Assert.Equal(28, await store.ScalarAsync<long>("SELECT count(DISTINCT thing_id) FROM camera_view"));
        Assert.Equal(3_392, await store.ScalarAsync<long>("SELECT count(*) FROM device_credential WHERE hash LIKE '$7$%'"));
        Assert.Equal(TimeSpan.FromDays(3), await store.ScalarAsync<TimeSpan>("SELECT keep FROM retention_policy WHERE table_name = 'observation'"));
        Assert.Equal(1, await store.ScalarAsync<long>("SELECT count(*) FROM live_event WHERE kind = 'thing' AND cardinality(ids) = 3352"));
        Assert.Equal(1, await store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'demo.seed'"));
        Assert.Equal(
            "10000 convert 7821, 10000 update 5100, 50000 update 592, 250000 update 29",
            await store.ScalarAsync<string>("SELECT string_agg(scale || ' ' || task || ' ' || planned, ', ' ORDER BY scale, task) FROM sheet_programme"));
    }

    [Fact]
    public async Task Passwords_stand_in_files_of_the_owner_alone_and_not_in_the_store()
    {
        await StoredProvince.EnsureAsync(store);
        var settings = Settings();

        await new SeedCommand(settings).RunAsync(CancellationToken.None);

        foreach (var file in new[] { settings.FieldFile, settings.AccountsFile })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        using var accounts = JsonDocument.Parse(await File.ReadAllTextAsync(settings.AccountsFile));
        Assert.Equal(15, accounts.RootElement.GetArrayLength());
        Assert.All(accounts.RootElement.EnumerateArray(), account => Assert.True(account.GetProperty("password").GetString()!.Length >= 16));
        Assert.Equal(15, await store.ScalarAsync<long>(
            "SELECT count(*) FROM account_grant g JOIN account a ON a.id = g.account_id WHERE a.name = ANY ($1)",
            (object)accounts.RootElement.EnumerateArray().Select(account => account.GetProperty("name").GetString()!).ToArray()));
    }

    [Fact]
    public async Task The_simulator_reads_back_what_was_registered()
    {
        await StoredProvince.EnsureAsync(store);
        var settings = Settings();
        await new SeedCommand(settings).RunAsync(CancellationToken.None);

        await using var command = settings.OpenStore(StoreRole.Command);
        var world = await new FieldWorldReader(command).ReadAsync(CancellationToken.None);

        Assert.Equal(1_211, world.Outfalls.Count);
        Assert.Equal(40, world.Units.Count);
        Assert.All(world.Outfalls, outfall => Assert.True(outfall.Flow > 0 && outfall.Limits.Count >= 3, outfall.Code));
        Assert.Contains(world.Things, thing => thing is { Kind: "water_station", Reach: not null });
    }

    private DemoSettings Settings() => DemoSettings.From(
        ["--home", _home, .. store.Configuration.Select(setting => $"--{setting.Key}={setting.Value}")]);

    private async Task<string> CountsAsync() => await store.ScalarAsync<string>(
        """
        SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind = 'unit', kind)
        FROM (SELECT kind, count(*) AS n FROM thing GROUP BY kind UNION ALL SELECT 'unit', count(*) FROM unit) AS counts
        """) ?? "";
}
