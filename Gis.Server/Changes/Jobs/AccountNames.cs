using Npgsql;

namespace Gis.Server.Changes.Jobs;

/// <summary>The name of whoever asked for a job, for what is written in it.</summary>
internal sealed class AccountNames(NpgsqlDataSource store)
{
    public async Task<string> FindAsync(long account, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT name FROM account WHERE id = $1");
        command.Parameters.Add(new() { Value = account });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
