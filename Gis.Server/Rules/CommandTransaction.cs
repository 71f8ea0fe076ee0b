using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Rules;

/// <summary>
/// The transaction of one act. It ends with one network write that holds the live events and COMMIT and nothing else: the lock of the live log,
/// which makes seq order equal commit order, is then held for no round trip.
/// </summary>
internal sealed class CommandTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly List<NpgsqlBatchCommand> _later = [];
    private readonly List<AuditEntry> _audit = [];

    private CommandTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    public static async Task<CommandTransaction> BeginAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        var connection = await store.OpenConnectionAsync(cancellationToken);
        try
        {
            return new CommandTransaction(connection, await connection.BeginTransactionAsync(cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For readers that take a connection; whatever runs on it is part of the transaction.</summary>
    public NpgsqlConnection Connection => _connection;

    public NpgsqlCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, _connection, _transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the first row; default where there is no row or it is null.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    /// <summary>Waits until no other act on the same thing is under way; the store's lock_timeout bounds the waiting.</summary>
    public Task LockAsync(ActLock kind, long id, CancellationToken cancellationToken) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock($1, $2)", cancellationToken, (int)kind, unchecked((int)id));

    /// <summary>As the other, of a thing that is known by its code; two codes may now and then wait for each other.</summary>
    public Task LockAsync(ActLock kind, string code, CancellationToken cancellationToken) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock($1, hashtext($2))", cancellationToken, (int)kind, code);

    /// <summary>A write that nothing in the transaction asks back: it goes with the others just before the commit, so that locks are held for fewer round trips.</summary>
    public void Later(string sql, params object?[] values) => _later.Add(BatchCommand(sql, values));

    /// <summary>Writes now what was put off, for something that follows wants to read it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_later.Count > 0)
        {
            await using var batch = new NpgsqlBatch(_connection, _transaction);
            _later.ForEach(batch.BatchCommands.Add);
            _later.Clear();
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Notes who did what; it is written just before the commit.</summary>
    public void Audit(AuditEntry entry) => _audit.Add(entry);

    public async Task CommitAsync(CancellationToken cancellationToken, params LiveEntry[] events)
    {
        foreach (var entry in _audit)
        {
            Later("SELECT append_audit($1, $2, $3, $4, $5, $6, $7::jsonb)",
                entry.AccountId, entry.Actor, entry.Action, entry.Entity, entry.EntityId, entry.AreaCode, entry.DetailsJson);
        }

        await FlushAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        foreach (var one in events)
        {
            batch.BatchCommands.Add(BatchCommand("SELECT append_live_event($1, $2, $3, $4::jsonb)", one.Kind, one.Ids, one.Areas, one.PayloadJson));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // Not committed: giving the connection back rolls back.
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static NpgsqlBatchCommand BatchCommand(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    /// <summary>A null says nothing of its type, so that PostgreSQL infers it.</summary>
    private static NpgsqlParameter Parameter(object? value) =>
        value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown } : new NpgsqlParameter { Value = value };
}
