using System.Security.Cryptography;
using System.Text;
using Gis.Server.Platform.Store;
using Npgsql;

namespace Gis.Testing;

/// <summary>The database that every test database is cloned from: migrated once, named after the migrations it holds.</summary>
internal static class StoreTemplate
{
    public static async Task<string> EnsureAsync(StoreSettings store, IReadOnlyList<Migration> migrations)
    {
        var hashes = string.Concat(migrations.Select(migration => migration.Sha256));
        var name = $"gis_template_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes)))[..12]}";
        await using var connection = new NpgsqlConnection(store.AdministratorConnectionString("postgres"));
        await connection.OpenAsync();
        await ExecuteAsync(connection, "SELECT pg_advisory_lock(5136443120795239761)");
        if (!await ExistsAsync(connection, name))
        {
            await BuildAsync(connection, store, migrations, name);
        }

        return name;
    }

    /// <summary>Built under another name first: a template that failed half-way is never taken for a whole one.</summary>
    private static async Task BuildAsync(NpgsqlConnection connection, StoreSettings store, IReadOnlyList<Migration> migrations, string name)
    {
        var building = $"{name}_new";
        await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {building} WITH (FORCE)");
        var settings = new StoreSettings(store.Address, building, store.PasswordFolder, store.Administrator, poolSize: 2);
        await new StoreRoles(settings).EnsureAsync(CancellationToken.None);
        await new Migrator(settings.MigrationConnectionString(), migrations).MigrateAsync(applied: null, CancellationToken.None);
        await ExecuteAsync(connection, $"ALTER DATABASE {building} RENAME TO {name}");
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
