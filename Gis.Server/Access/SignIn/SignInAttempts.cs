using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access.SignIn;

/// <summary>Who tried to sign in from where. An attempt counts as failed from the moment it begins, so that many at once gain nothing.</summary>
internal sealed class SignInAttempts(NpgsqlDataSource store, TimeProvider clock)
{
    private const int NameLock = 4496;
    private const int AddressLock = 4497;

    private const string FailuresByName =
        """
        SELECT count(*)::integer, max(at) FROM sign_in_attempt
        WHERE name = $1 AND at > $2 AND NOT succeeded
          AND at > coalesce((SELECT max(s.at) FROM sign_in_attempt s WHERE s.name = $1 AND s.succeeded), '-infinity')
        """;

    private const string FailuresByAddress =
        """
        SELECT count(*)::integer, max(at) FROM sign_in_attempt
        WHERE address = $1 AND at > $2 AND NOT succeeded
          AND at > coalesce((SELECT max(s.at) FROM sign_in_attempt s WHERE s.address = $1 AND s.succeeded), '-infinity')
        """;

    /// <summary>Notes the attempt, or says how long to wait first.</summary>
    public async Task<TimeSpan> BeginAsync(string name, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1, hashtext($2))", cancellationToken, NameLock, name);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1, hashtext($2))", cancellationToken, AddressLock, address);
        var wait = ThrottleRules.Wait(
            await FailuresAsync(connection, FailuresByName, name, now, cancellationToken),
            await FailuresAsync(connection, FailuresByAddress, address, now, cancellationToken),
            now);
        if (wait <= TimeSpan.Zero)
        {
            await ExecuteAsync(
                connection,
                "INSERT INTO sign_in_attempt (name, address, at, succeeded) VALUES ($1, $2, $3, false)",
                cancellationToken, name, address, now);
        }

        await transaction.CommitAsync(cancellationToken);
        return wait;
    }

    /// <summary>Clears the name's and this address's count, and drops what is old.</summary>
    public async Task SucceedAsync(string name, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(
            connection, "INSERT INTO sign_in_attempt (name, address, at, succeeded) VALUES ($1, $2, $3, true)", cancellationToken, name, address, now);
        await ExecuteAsync(
            connection, "DELETE FROM sign_in_attempt WHERE at < $1", cancellationToken, now - TimeSpan.FromDays(1));
    }

    private static async Task<Failures> FailuresAsync(
        NpgsqlConnection connection, string sql, string value, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(NpgsqlDbType.Text, value);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, now - ThrottleRules.Memory);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Failures(reader.GetInt32(0), reader.TimeOrNull(1));
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
