using System.Globalization;
using Gis.Server.Platform.Store;
using Npgsql;

namespace Gis.Testing;

/// <summary>A hot standby of a private PostgreSQL: a copy of its cluster that follows its log (docs/operations.md, "A second server to read from").</summary>
public sealed class StandbyServer : IDisposable
{
    private readonly GuardedProcess _process;
    private readonly StoreSettings _store;

    private StandbyServer(GuardedProcess process, StoreSettings store) => (_process, _store) = (process, store);

    /// <summary>As the setting <c>Store:Standby</c> takes it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{_store.Address.Host}:{_store.Address.Port}");

    /// <summary>Copies the cluster and follows it from then on.</summary>
    public static async Task<StandbyServer> FollowAsync(PostgresServer primary)
    {
        ArgumentNullException.ThrowIfNull(primary);
        var folder = TestFolder.Create("sb");
        var port = FreePort.Take();
        var cluster = Path.Combine(folder, "c");
        Directory.CreateDirectory(cluster);
        var asPostgres = PostgresTools.AsServerUser(cluster);
        var (from, data) = (primary.Store, $"{cluster}/data");
        await PostgresTools.RunAsync(
        [
            .. asPostgres, "env", $"PGPASSWORD={from.PasswordOf("postgres")}", PostgresTools.PathOf("pg_basebackup"), "-h", from.Address.Host, "-p", Text(from.Address.Port),
            "-U", "postgres", "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-sync",
        ]);
        var process = GuardedProcess.Start(
            folder,
            "QUIT",
            [
                .. asPostgres, PostgresTools.PathOf("postgres"), "-D", data, "-c", $"port={Text(port)}", "-c", $"unix_socket_directories={cluster}", "-c", "hot_standby_feedback=on",
            ]);
        var standby = new StandbyServer(
            process, new StoreSettings(from.Address with { Host = cluster, Port = port }, "postgres", from.PasswordFolder, from.Administrator, poolSize: 2));
        await Eventually.TrueAsync(standby.IsFollowingAsync, "the standby follows", TimeSpan.FromSeconds(60));
        return standby;
    }

    /// <summary>It goes on taking the log, and shows nothing of what comes.</summary>
    public Task PauseAsync() => ScalarAsync<object>("SELECT pg_wal_replay_pause()");

    public Task ResumeAsync() => ScalarAsync<object>("SELECT pg_wal_replay_resume()");

    /// <summary>kill -9</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>One value, asked by the administrator.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(_store.AdministratorConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? (T)value : default;
    }

    public void Dispose() => _process.Dispose();

    private async Task<bool> IsFollowingAsync()
    {
        if (!_process.IsRunning)
        {
            throw new InvalidOperationException($"The standby ended:\n{_process.LogTail()}");
        }

        try
        {
            return await ScalarAsync<bool>("SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming')");
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
