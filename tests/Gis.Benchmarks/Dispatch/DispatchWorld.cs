using Gis.Benchmarks.Live;
using Gis.Testing;

namespace Gis.Benchmarks.Dispatch;

/// <summary>Tiles and command in this process, ingest in one of its own, so that it can be stopped in the middle; the broker holds a backlog for it.</summary>
internal sealed class DispatchWorld : LiveWorld
{
    private ServerProcess? _ingest;
    private int _backlog;

    public ServerProcess Ingest => _ingest ?? throw new InvalidOperationException("Ingest is not running.");

    protected override string Parts => "tiles,command";

    /// <summary>Lets ingest subscribe, stops it, and has the devices say so much that it will be busy for long.</summary>
    public async Task PileUpAsync(int messages)
    {
        await StartIngestAsync();
        await StopIngestAsync();
        var lines = await Task.WhenAll(Enumerable.Range(0, Speaking).Select(ConnectAsync));
        var start = DateTimeOffset.UtcNow.AddMinutes(-1);
        for (var number = 0; number < messages; number++)
        {
            await lines[number % Speaking].PublishAsync(Message(number, start.AddMilliseconds(number / Speaking)));
        }

        await Eventually.TrueAsync(() => lines.Sum(line => line.Acknowledged) >= messages, "the broker holds the backlog", TimeSpan.FromMinutes(2));
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }

        _backlog += messages;
    }

    public async Task StartIngestAsync() => _ingest = await ServerProcess.StartAsync(this, "ingest");

    public async Task StopIngestAsync()
    {
        if (_ingest is not null)
        {
            await _ingest.DisposeAsync();
            _ingest = null;
        }
    }

    /// <summary>What the broker still holds for ingest.</summary>
    public async Task<long> LeftAsync() => _backlog - (await StoredAsync() / Properties.Length);

    public async Task<long> StoredAsync() => await Store.ScalarAsync<long>("SELECT count(*) FROM observation");

    /// <summary>Stops ingest at a moment when it has a transaction open.</summary>
    public async Task SuspendInTheMiddleAsync()
    {
        await Eventually.TrueAsync(
            async () =>
            {
                Ingest.Suspend();
                await Task.Delay(50);   // what the store had in hand comes to its end; what stays open waits for ingest
                if (await Store.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE usename = 'gis_ingest' AND datname = current_database() AND xact_start IS NOT NULL") > 0)
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
}
