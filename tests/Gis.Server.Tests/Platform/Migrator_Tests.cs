using Gis.Server.Platform.Store;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class Migrator_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly Migration First = new("9001_first", "CREATE TABLE first (id int)");

    private static List<Migration> Known(params Migration[] more) => [.. Migration.Embedded, .. more];

    private Migrator MigratorOf(IReadOnlyList<Migration> known) => new(store.Settings.MigrationConnectionString(), known);

    [Fact]
    public async Task Every_migration_of_the_build_is_journalled_with_its_hash()
    {
        var journalled = await store.ScalarAsync<long>("SELECT count(*) FROM schema_migration WHERE name ~ '^00' AND length(sha256) = 64");

        Assert.Equal(Migration.Embedded.Count(migration => migration.Name.StartsWith("00", StringComparison.Ordinal)), journalled);
        Assert.NotEqual(0, journalled);
    }

    [Fact]
    public async Task A_store_is_brought_forward_once()
    {
        await using var fresh = new FreshStore();
        await fresh.InitializeAsync();

        var first = await fresh.MigrateAsync(Known(First));
        var again = await fresh.MigrateAsync(Known(First));

        Assert.Equal(1, first);
        Assert.Equal(0, again);
    }

    [Fact]
    public async Task A_changed_migration_is_refused()
    {
        await using var fresh = new FreshStore();
        await fresh.InitializeAsync();
        await fresh.MigrateAsync(Known(First));

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => fresh.MigrateAsync(Known(First with { Sql = "CREATE TABLE other (id int)" })));

        Assert.Contains("9001_first was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_build_refuses_a_newer_store()
    {
        await using var fresh = new FreshStore();
        await fresh.InitializeAsync();
        await fresh.MigrateAsync(Known(First));

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => fresh.MigrateAsync(Known()));

        Assert.Contains("newer than this build", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration("9002_broken", "CREATE TABLE half (id int); SELECT nonsense");

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => MigratorOf(Known(broken)).MigrateAsync(applied: null, CancellationToken.None));

        Assert.Contains("9002_broken failed", refusal.Message, StringComparison.Ordinal);
        Assert.False(await store.ScalarAsync<bool>("SELECT to_regclass('half') IS NOT NULL"));
        Assert.Equal(0, await store.ScalarAsync<long>("SELECT count(*) FROM schema_migration WHERE name = '9002_broken'"));
    }

    [Fact]
    public async Task Two_that_migrate_at_once_do_it_once()
    {
        await using var fresh = new FreshStore();
        await fresh.InitializeAsync();

        var counts = await Task.WhenAll(fresh.MigrateAsync(Known(First)), fresh.MigrateAsync(Known(First)));

        Assert.Equal(1, counts.Sum());
    }

    /// <summary>A clone for one test, which changes its journal.</summary>
    private sealed class FreshStore : IAsyncDisposable
    {
        private readonly StoreFixture _store = new();

        public Task InitializeAsync() => _store.InitializeAsync();

        public Task<int> MigrateAsync(IReadOnlyList<Migration> known) =>
            new Migrator(_store.Settings.MigrationConnectionString(), known).MigrateAsync(applied: null, CancellationToken.None);

        public async ValueTask DisposeAsync() => await _store.DisposeAsync();
    }
}
