using Gis.Benchmarks.Live;
using Gis.Testing;

namespace Gis.Benchmarks.Dispatch;

/// <summary>Tiles and command in this process, ingest in one of its own, so that it can be stopped in the middle; the broker holds a backlog for it.</summary>
internal sealed class DispatchWorld : LiveWorld
{
    /// <summary>A statement of ingest is being worked on. One that waits for a lock waits for what ingest itself holds open. Asked by ingest's own role: others do not see its sessions' state.</summary>
    private const string WorksSql =
        """
        SELECT EXISTS (
            SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND state = 'active' AND coalesce(wait_event_type, '') NOT IN ('Client', 'Lock'))
        """;

    /// <summary>A transaction of ingest has written values and waits for its client.</summary>
    private const string WaitsSql =
        """
        SELECT EXISTS (
            SELECT FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
            WHERE a.datname = current_database() AND a.usename = current_user AND a.state = 'idle in transaction' AND a.wait_event = 'ClientRead'
              AND l.relation = 'observation'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted)
        """;

    private ServerProcess? _ingest;
    private int _said;

    public ServerProcess Ingest => _ingest ?? throw new InvalidOperationException("Ingest is not running.");

    protected override string Parts => "tiles,command";

    /// <summary>Stops ingest, has the devices say so much that it will be busy for long, and starts it.</summary>
    public async Task PileUpAsync(int messages)
    {
        if (_ingest is null)
        {
            await StartIngestAsync();   // the broker keeps messages only for whom it knows
        }

        await StopIngestAsync();
        var lines = await Task.WhenAll(Enumerable.Range(0, Speaking).Select(ConnectAsync));
        var start = DateTimeOffset.UtcNow.AddMinutes(-5);
        for (var number = 0; number < messages; number++, _said++)
        {
            await lines[number % Speaking].PublishAsync(Message(_said, start.AddMilliseconds(_said / Speaking)));
        }

        await Eventually.TrueAsync(() => lines.Sum(line => line.Acknowledged) >= messages, "the broker holds the backlog", TimeSpan.FromMinutes(2));
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }

        await StartIngestAsync();
    }

    /// <summary>Piles up anew where less than half is left: ingest has become too quick, and some machines too slow at orders, for one pile to last.</summary>
    public async Task KeepBusyAsync(int messages)
    {
        if (await LeftAsync() < messages / 2)
        {
            await PileUpAsync(messages);
        }
    }

    public async Task StopIngestAsync()
    {
        if (_ingest is not null)
        {
            await _ingest.DisposeAsync();
            _ingest = null;
        }
    }

    /// <summary>What the broker still holds for ingest.</summary>
    public async Task<long> LeftAsync() => _said - (await StoredAsync() / Properties.Length);

    /// <summary>Stops ingest at a moment when it has a transaction open.</summary>
    public async Task SuspendInTheMiddleAsync()
    {
        await Eventually.TrueAsync(
            async () =>
            {
                Ingest.Suspend();
                await Eventually.TrueAsync(async () => !await AskAsync(WorksSql), "the store has done what it had in hand");
                if (await AskAsync(WaitsSql))
                {
                    return true;
                }

                Ingest.Resume();
                return false;
            },
            "ingest is stopped in the middle of a transaction");
    }

    /// <summary>Ingest goes on, and stores again.</summary>
    public async Task ResumeAsync()
    {
        var before = await StoredAsync();
        Ingest.Resume();
        await Eventually.TrueAsync(async () => await StoredAsync() > before, "ingest stores again", TimeSpan.FromSeconds(30));
    }

    private async Task StartIngestAsync() => _ingest = await ServerProcess.StartAsync(this, "ingest");

    private async Task<bool> AskAsync(string sql)
    {
        await using var command = Store.Ingest.CreateCommand(sql);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> StoredAsync() => await Store.ScalarAsync<long>("SELECT count(*) FROM observation");
}
