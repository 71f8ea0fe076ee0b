using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Makes the roles, the database and the extensions that migrations build on; what stands already is left as it is.</summary>
public sealed class StoreRoles(StoreSettings settings)
{
    /// <summary>Two systems on one server may be set up at the same moment.</summary>
    private const string LockKey = "5136443120812016209";

    /// <summary>Limits of the part roles: a stalled writer may hold the live log's lock for seconds, never for ever.</summary>
    private static readonly string[] PartLimits = ["idle_in_transaction_session_timeout = '5s'", "lock_timeout = '2s'"];

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await EnsureRolesAndDatabaseAsync(cancellationToken);
        await EnsureExtensionsAsync(cancellationToken);
        foreach (var role in StoreRole.All)
        {
            await EnsureAdmittedAsync(role, cancellationToken);
        }
    }

    private async Task EnsureRolesAndDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(settings.AdministratorConnectionString("postgres"), cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_lock(%s)", [LockKey], cancellationToken);
        foreach (var role in StoreRole.All)
        {
            await EnsureRoleAsync(connection, role, cancellationToken);
        }

        if (!await ExistsAsync(connection, "SELECT FROM pg_database WHERE datname = $1", settings.Database, cancellationToken))
        {
            await ExecuteAsync(connection, "CREATE DATABASE %I OWNER %I", [settings.Database, StoreRole.Owner], cancellationToken);
            await ExecuteAsync(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", [settings.Database], cancellationToken);
        }

        await ExecuteAsync(
            connection,
            "GRANT CONNECT, TEMPORARY ON DATABASE %I TO gis_owner, gis_ingest, gis_tiles, gis_command",
            [settings.Database],
            cancellationToken);
    }

    private async Task EnsureRoleAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, "SELECT FROM pg_roles WHERE rolname = $1", role, cancellationToken))
        {
            await ExecuteAsync(connection, "CREATE ROLE %I LOGIN PASSWORD %L", [role, settings.PasswordOf(role)], cancellationToken);
        }

        await ExecuteAsync(connection, "ALTER ROLE %I SET timezone = 'UTC'", [role], cancellationToken);
        foreach (var limit in StoreRole.OfParts.Contains(role) ? PartLimits : [])
        {
            await ExecuteAsync(connection, $"ALTER ROLE %I SET {limit}", [role], cancellationToken);
        }
    }

    private async Task EnsureExtensionsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(settings.AdministratorConnectionString(), cancellationToken);
        foreach (var extension in (string[])["postgis", "pgrouting"])
        {
            await ExecuteAsync(connection, "CREATE EXTENSION IF NOT EXISTS %I", [extension], cancellationToken);
        }

        await ExecuteAsync(connection, "GRANT USAGE, CREATE ON SCHEMA public TO %I", [StoreRole.Owner], cancellationToken);
    }

    /// <summary>A given server may know these role names from another system, with passwords of its own.</summary>
    private async Task EnsureAdmittedAsync(string role, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(settings.ConnectionString(role, "gis migrate")) { Pooling = false };
        try
        {
            await using var connection = await OpenAsync(builder.ConnectionString, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new StoreRefusedException(
                $"The database role {role} exists on {settings.Address.Host} with another password. Put its password into "
                + $"{Path.Combine(settings.PasswordFolder, role)}, or take a database server that no other system uses.",
                e);
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS ({sql})", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Utility statements take no parameters, so the server's own format() quotes names (%I) and values (%L).</summary>
    private static async Task ExecuteAsync(NpgsqlConnection connection, string template, string[] values, CancellationToken cancellationToken)
    {
        await using var quote = new NpgsqlCommand("SELECT format($1, VARIADIC $2::text[])", connection);
        quote.Parameters.Add(new NpgsqlParameter { Value = template });
        quote.Parameters.Add(new NpgsqlParameter { Value = values });
        var statement = (string)(await quote.ExecuteScalarAsync(cancellationToken))!;
        await using var command = new NpgsqlCommand(statement, connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StoreRefusedException(
                $"The database user may not do this: {template.Split(" PASSWORD ")[0]}. GIS_DATABASE must name a user that may create roles, databases and extensions.", e);
        }
    }
}
