using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Gis.Server.Platform.Store;
using Npgsql;

namespace Gis.Testing;

/// <summary>The PostGIS of this test run: a private cluster in a temporary folder, or the one that <c>GIS_TEST_DATABASE</c> names.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Fleeting =
        """
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        shared_buffers = 64MB
        autovacuum_naptime = 10s
        """;

    // As ./gis sets up the private cluster, where what costs time is concerned.
    private const string Durable =
        """
        shared_buffers = 128MB
        effective_cache_size = 1GB
        maintenance_work_mem = 64MB
        max_wal_size = 1GB
        min_wal_size = 80MB
        checkpoint_timeout = 15min
        wal_compression = on
        bgwriter_delay = 1s
        wal_writer_delay = 1s
        autovacuum_naptime = 2min
        """;

    private const string Settings =
        """
        work_mem = 16MB
        max_connections = 200
        jit = off
        max_parallel_workers_per_gather = 0
        shared_preload_libraries = 'pg_stat_statements'
        pg_stat_statements.track = all
        """;

    private static readonly TimeSpan StartsWithin = TimeSpan.FromMilliseconds(500);
    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);
    private static bool _isDurable;

    private readonly Lazy<Task<string>> _template;

    private readonly IReadOnlyList<string> _command;

    private PostgresServer(StoreSettings store, GuardedProcess? process, IReadOnlyList<string> command)
    {
        Store = store;
        Process = process;
        _command = command;
        _template = new Lazy<Task<string>>(() => StoreTemplate.EnsureAsync(Store, Migration.Embedded));
    }

    /// <summary>What is committed outlives the machine, as in the product; called before the first use. A test's store need not, and is faster.</summary>
    public static void MakeDurable()
    {
        if (Started.IsValueCreated && !_isDurable)
        {
            throw new InvalidOperationException("The server runs already, and is not durable.");
        }

        _isDurable = true;
    }

    /// <summary>Started once per test process.</summary>
    public static Task<PostgresServer> Shared => Started.Value;

    public StoreSettings Store { get; }

    /// <summary>The private server's process; null where the server was given.</summary>
    public GuardedProcess? Process { get; private set; }

    /// <summary>A private server beside the shared one, for who kills it: what is committed outlives that. Whoever starts it disposes of it.</summary>
    public static Task<PostgresServer> StartOwnAsync() => StartPrivateAsync("synchronous_commit = on\n");

    /// <summary>kill -9 of the private server, and the same cluster started again.</summary>
    public async Task KillAsync()
    {
        await StopHardAsync();
        await StartAgainAsync();
    }

    /// <summary>kill -9 of the private server.</summary>
    public async Task StopHardAsync()
    {
        var killed = Process ?? throw new InvalidOperationException("The server was given; it is not ours to kill.");
        await killed.KillAsync();
        await killed.StopAsync();
    }

    /// <summary>The same cluster again, after it was killed.</summary>
    public async Task StartAgainAsync()
    {
        var killed = Process!;

        // Its children see that they are orphans and go; until then the cluster can't be started.
        await Eventually.TrueAsync(
            async () =>
            {
                Process = GuardedProcess.Start(killed.Folder, "QUIT", _command);
                await Task.Delay(StartsWithin);
                if (Process.IsRunning)
                {
                    return true;
                }

                await Process.StopAsync();
                Process.Dispose();
                return false;
            },
            "PostgreSQL is started again");
        killed.Dispose();
        await WaitAsync(this, Process!);
    }

    /// <summary>Ends the private server; its folder goes with it.</summary>
    public void Dispose() => Process?.Dispose();

    /// <summary>A new database with the whole schema, cloned from the template in a fraction of a second.</summary>
    public async Task<string> CloneAsync()
    {
        var name = $"gis_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {await _template.Value} OWNER {StoreRole.Owner}");
        return name;
    }

    public Task DropAsync(string database) => ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>The same server seen as the settings of another database.</summary>
    public StoreSettings StoreOf(string database) =>
        new(Store.Address, database, Store.PasswordFolder, Store.Administrator, poolSize: 20);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Store.AdministratorConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync() =>
        Environment.GetEnvironmentVariable("GIS_TEST_DATABASE") is { Length: > 0 } given
            ? new PostgresServer(GivenStore.Of(given), process: null, [])
            : await StartPrivateAsync();

    private static async Task<PostgresServer> StartPrivateAsync(string more = "")
    {
        var folder = TestFolder.Create("pg");
        var port = FreePort.Take();
        var secrets = Secrets.Create(folder, ["postgres", .. StoreRole.All], _ => RandomNumberGenerator.GetHexString(32, lowercase: true));
        var cluster = Path.Combine(folder, "c");
        Directory.CreateDirectory(cluster);
        var asPostgres = PostgresTools.AsServerUser(cluster);
        var passwordFile = Path.Combine(cluster, "initial");
        File.Copy(Path.Combine(secrets, "postgres"), passwordFile);
        PostgresTools.GiveTo(passwordFile);
        await PostgresTools.RunAsync(
        [
            .. asPostgres, PostgresTools.PathOf("initdb"), "-D", $"{cluster}/data", "-U", "postgres", "--auth=scram-sha-256",
            $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        ]);
        File.Delete(passwordFile);
        await File.AppendAllTextAsync(
            $"{cluster}/data/postgresql.conf",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(_isDurable ? Durable : Fleeting)}\n{Settings}\nlisten_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{cluster}'\n{more}"));
        string[] command = [.. asPostgres, PostgresTools.PathOf("postgres"), "-D", $"{cluster}/data"];
        var process = GuardedProcess.Start(folder, "QUIT", command);
        var store = new StoreSettings(
            new StoreAddress(cluster, port, SslMode.Disable), "gis", secrets, new StoreAdministrator("postgres", Password: null), poolSize: 20);
        var server = new PostgresServer(store, process, command);
        await WaitAsync(server, process);
        return server;
    }

    private static async Task WaitAsync(PostgresServer server, GuardedProcess process)
    {
        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(
            async () =>
            {
                if (!process.IsRunning)
                {
                    throw new InvalidOperationException($"PostgreSQL ended after {watch.ElapsedMilliseconds} ms:\n{process.LogTail()}");
                }

                try
                {
                    await server.ExecuteAsync("SELECT 1");
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            "PostgreSQL answers",
            TimeSpan.FromSeconds(60));
    }
}
