using Gis.Server.Platform.Store;
using Gis.Testing;
using Gis.Tiles.Reading;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests.Reading;

/// <summary>Who gets which connection, and what becomes of those that broke.</summary>
public sealed class PlannedConnections_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Most = 3;

    [Fact]
    public async Task Last_that_came_back_is_given_first()
    {
        await using var connections = Open();
        var (first, second, third) = (await RentAsync(connections), await RentAsync(connections), await RentAsync(connections));
        var process = first.Connection.ProcessID;
        await second.DisposeAsync();
        await third.DisposeAsync();
        await first.DisposeAsync();

        for (var turn = 0; turn < 3; turn++)
        {
            await using var again = await RentAsync(connections);

            Assert.Equal(process, again.Connection.ProcessID);
        }
    }

    [Fact]
    public async Task Given_back_twice_serves_one_caller()
    {
        await using var connections = Open();
        var lease = await RentAsync(connections);
        await lease.DisposeAsync();
        await lease.DisposeAsync();

        await using var one = await RentAsync(connections);
        await using var other = await RentAsync(connections);

        Assert.NotEqual(one.Connection.ProcessID, other.Connection.ProcessID);
    }

    [Fact]
    public async Task Where_the_store_ended_all_one_caller_fails_and_no_other()
    {
        await using var connections = Open();
        List<ConnectionLease> leases = [await RentAsync(connections), await RentAsync(connections), await RentAsync(connections)];
        var processes = leases.Select(lease => lease.Connection.ProcessID).ToArray();
        foreach (var lease in leases)
        {
            await lease.DisposeAsync();
        }

        // By their own role: others may not.
        await using var end = store.Tiles.CreateCommand("SELECT count(pg_terminate_backend(p)) FROM unnest($1) p");
        end.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = processes });
        Assert.Equal(3L, await end.ExecuteScalarAsync());

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(connections));
        for (var turn = 0; turn < leases.Count; turn++)
        {
            Assert.Equal(1, await AskAsync(connections));
        }
    }

    [Fact]
    public async Task Left_in_the_middle_of_an_answer_it_is_not_given_again()
    {
        await using var connections = Open();
        var lease = await RentAsync(connections);
        var command = new NpgsqlCommand("SELECT generate_series(1, 100000)", lease.Connection);
        var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        await lease.DisposeAsync();

        await using var next = await RentAsync(connections);

        Assert.Equal(System.Data.ConnectionState.Open, next.Connection.FullState);
        Assert.NotSame(lease.Connection, next.Connection);
    }

    [Fact]
    public async Task More_callers_than_connections_take_turns()
    {
        await using var connections = Open();
        var asked = await Task.WhenAll(Enumerable.Range(0, 20 * Most).Select(_ => AskAsync(connections)));

        Assert.All(asked, one => Assert.Equal(1, one));
    }

    [Fact]
    public async Task Whoever_gets_none_in_time_is_told_so_and_the_next_one_gets_it()
    {
        await using var connections = Open(patienceSeconds: 1);
        List<ConnectionLease> leases = [await RentAsync(connections), await RentAsync(connections), await RentAsync(connections)];

        var refusal = await Assert.ThrowsAsync<NpgsqlException>(() => RentAsync(connections));
        Assert.IsType<TimeoutException>(refusal.InnerException);

        foreach (var lease in leases)
        {
            await lease.DisposeAsync();
        }

        Assert.Equal(1, await AskAsync(connections));
    }

    private static async Task<object?> AskAsync(PlannedConnections connections)
    {
        await using var lease = await RentAsync(connections);
        await using var command = new NpgsqlCommand("SELECT 1", lease.Connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<ConnectionLease> RentAsync(PlannedConnections connections) => await connections.RentAsync(CancellationToken.None);

    private PlannedConnections Open(int patienceSeconds = 60) => new($"{store.ConnectionString(StoreRole.Tiles)};Maximum Pool Size={Most};Timeout={patienceSeconds}");
}
