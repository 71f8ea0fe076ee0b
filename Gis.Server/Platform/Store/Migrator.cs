using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Brings a store forward, step by step: one transaction each, under a lock, journalled by name and hash.</summary>
public sealed class Migrator(string connectionString, IReadOnlyList<Migration> known)
{
    private const long LockKey = 0x4749535F4D494752;

    /// <summary>Applies what is missing and tells of each step; refuses a changed step and a store newer than this build.</summary>
    public async Task<int> MigrateAsync(Action<Migration>? applied, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        await MigrationJournal.EnsureAsync(connection, cancellationToken);
        var missing = MigrationPlan.Missing(known, await MigrationJournal.ReadAsync(connection, cancellationToken));
        foreach (var migration in missing)
        {
            await ApplyAsync(connection, migration, cancellationToken);
            applied?.Invoke(migration);
        }

        return missing.Count;
    }

    /// <summary>Held by the session, so it ends with the connection whatever happens.</summary>
    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(migration.Sql, connection, transaction);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e)
        {
            throw new StoreRefusedException($"Migration {migration.Name} failed and was rolled back{LineOf(migration.Sql, e.Position)}: {e.MessageText}", e);
        }

        await MigrationJournal.AddAsync(connection, migration, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string LineOf(string sql, int position) =>
        position <= 0 || position > sql.Length ? "" : $" near line {sql.AsSpan(0, position).Count('\n') + 1}";
}
