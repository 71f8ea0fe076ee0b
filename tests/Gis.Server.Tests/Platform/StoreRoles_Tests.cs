using Gis.Server.Platform.Store;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class StoreRoles_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData(StoreRole.Ingest)]
    [InlineData(StoreRole.Tiles)]
    [InlineData(StoreRole.Command)]
    public async Task A_part_enters_in_utc_and_with_its_limits(string role)
    {
        await using var command = store.As(role).CreateCommand(
            "SELECT current_setting('timezone') || ' ' || current_setting('lock_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')");

        var limits = await command.ExecuteScalarAsync();

        Assert.Equal("UTC 2s 5s", limits);
    }

    [Theory]
    [InlineData(StoreRole.Ingest, "INSERT INTO incident_event (incident_id, kind, at) VALUES (1, 'noted', now())")]
    [InlineData(StoreRole.Tiles, "INSERT INTO position (unit_id, measured_at, lon, lat, received_at) VALUES (1, now(), 1, 1, now())")]
    [InlineData(StoreRole.Command, "DELETE FROM layer_feature")]
    [InlineData(StoreRole.Ingest, "SELECT password_hash FROM account")]
    [InlineData(StoreRole.Tiles, "CREATE TABLE mine (id int)")]
    public async Task A_part_is_refused_what_another_writes(string role, string statement)
    {
        await using var command = store.As(role).CreateCommand(statement);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Running_again_changes_nothing()
    {
        await new StoreRoles(store.Settings).EnsureAsync(CancellationToken.None);

        Assert.Equal(1, await store.ScalarAsync<int>("SELECT 1"));
    }
}
