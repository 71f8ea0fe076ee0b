using Gis.Server.Platform.Store;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.House;

/// <summary>Law 2: one writer per table, held by the roles' grants.</summary>
public sealed class OneWriter_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task No_table_is_written_by_two_parts()
    {
        var shared = await ListAsync(
            """
            SELECT table_name || ': ' || string_agg(DISTINCT grantee, ', ' ORDER BY grantee)
            FROM information_schema.role_table_grants
            WHERE grantee IN ('gis_ingest', 'gis_tiles', 'gis_command') AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')
            GROUP BY table_name HAVING count(DISTINCT grantee) > 1
            """);

        Assert.Empty(shared);
    }

    [Theory]
    [InlineData("live_event")]
    [InlineData("audit_entry")]
    public async Task The_log_and_the_audit_trail_are_written_by_their_functions_alone(string table)
    {
        var writers = await ListAsync(
            $"""
            SELECT grantee || ' ' || privilege_type FROM information_schema.role_table_grants
            WHERE table_name = '{table}' AND grantee IN ('gis_ingest', 'gis_tiles', 'gis_command') AND privilege_type <> 'SELECT'
            """);

        Assert.Empty(writers);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("session")]
    [InlineData("device_credential")]
    [InlineData("sign_in_attempt")]
    public async Task Secrets_are_read_by_the_command_part_alone(string table)
    {
        var readers = await ListAsync(
            $"SELECT DISTINCT grantee::text FROM information_schema.role_table_grants WHERE table_name = '{table}' AND grantee IN ('gis_ingest', 'gis_tiles')");

        Assert.Empty(readers);
    }

    [Theory]
    [InlineData(StoreRole.Ingest)]
    [InlineData(StoreRole.Tiles)]
    [InlineData(StoreRole.Command)]
    public async Task A_part_that_stalls_is_cut_off(string role)
    {
        await using var asPart = store.As(role).CreateCommand("SELECT current_setting('idle_in_transaction_session_timeout') || ' ' || current_setting('lock_timeout')");

        Assert.Equal("5s 2s", await asPart.ExecuteScalarAsync());
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = store.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
