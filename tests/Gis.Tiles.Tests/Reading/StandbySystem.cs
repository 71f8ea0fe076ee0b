using Gis.Testing;

namespace Gis.Tiles.Tests.Reading;

/// <summary>The tiles part over a PostgreSQL of its own and a hot standby of that, both of which a test may kill.</summary>
public sealed class StandbySystem : TestSystem
{
    private readonly Lazy<Task<PostgresServer>> _starting;
    private StandbyServer? _standby;

    public StandbySystem()
        : this(new Lazy<Task<PostgresServer>>(PostgresServer.StartOwnAsync))
    {
    }

    private StandbySystem(Lazy<Task<PostgresServer>> starting)
        : base(new StoreFixture { On = () => starting.Value }) => _starting = starting;

    public Task<PostgresServer> Primary => _starting.Value;

    public StandbyServer Standby => _standby ?? throw new InvalidOperationException("The standby is not there yet.");

    protected override string Parts => "tiles";

    protected override IReadOnlyDictionary<string, string> MoreSettings => new Dictionary<string, string> { ["Store:Standby"] = Standby.Address, ["Tiles:UsageEvery"] = "00:00:01" };

    /// <summary>The standby has all that is committed now.</summary>
    public async Task CaughtUpAsync()
    {
        var position = await Store.ScalarAsync<string>("SELECT pg_current_wal_flush_lsn()::text");
        await Eventually.TrueAsync(() => Standby.ScalarAsync<bool>($"SELECT pg_last_wal_replay_lsn() >= '{position}'"), "the standby has caught up");
    }

    public async Task StartPrimaryAgainAsync()
    {
        await (await Primary).StartAgainAsync();
        Store.ForgetConnections();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _standby?.Dispose();
        (await Primary).Dispose();
    }

    protected override async Task ArrangeAsync()
    {
        await SmallWorld.FillAsync(Store);
        _standby = await StandbyServer.FollowAsync(await Primary);
    }
}
