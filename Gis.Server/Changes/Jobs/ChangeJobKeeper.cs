using System.Diagnostics;
using Gis.Server.Platform;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Server.Changes.Jobs;

/// <summary>
/// Takes up whatever waits, one job at a time on all servers of a store, and puts away what is no longer wanted. A job at which a server ended is begun again by the next; one that outlived two of them is broken.
/// </summary>
internal sealed class ChangeJobKeeper(
    ChangeJobStore jobs, ChangeJobRun work, ChangeFolders folders, NpgsqlDataSource store, IOptions<ChangeJobOptions> options, TimeProvider clock, ILogger<ChangeJobKeeper> logger) : BackgroundService
{
    private const long Turn = 4543;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TellsEvery = TimeSpan.FromMilliseconds(400);

    private static readonly ChangeJobProblem Forgotten = new("change-forgotten", "Nobody asked for the work in time; the images were removed.");
    private static readonly ChangeJobProblem Unclaimed = new("change-unclaimed", "No server took it up; its images may be with one that is gone. Send them again.");
    private static readonly ChangeJobProblem Broken = new("change-broken", "The server ended twice while it worked at this; perhaps the images are too large for it. Cut them, and send them again.");
    private static readonly ChangeJobProblem Disk = new("change-disk", "Files could not be written or read; perhaps the server's disk is full. The operator was told.");
    private static readonly ChangeJobProblem Failed = new("change-failed", "The detection failed; the operator was told. No patches were stored.");

    private readonly Bell _bell = new();

    /// <summary>There is something to do, or to stop.</summary>
    public void Ring() => _bell.Ring();

    public override void Dispose()
    {
        base.Dispose();
        _bell.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PutAwayAsync(stoppingToken);
                if (!await RunTurnAsync(stoppingToken))
                {
                    await _bell.WaitAsync(LooksEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The top of a background loop: logged, waited, tried again.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                logger.KeeperFailed(trouble);
                await Task.Delay(LooksEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>True where there was work. The turn ends with its connection, so that nobody waits for a server that is gone.</summary>
    private async Task<bool> RunTurnAsync(CancellationToken stoppingToken)
    {
        await using var connection = await store.OpenConnectionAsync(stoppingToken);
        await using var ask = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Turn } } };
        if (await ask.ExecuteScalarAsync(stoppingToken) is not true)
        {
            return false;
        }

        try
        {
            await TakeUpLeftAsync(stoppingToken);
            // One whose images are with another server is that server's.
            var next = (await jobs.WaitingAsync(stoppingToken)).Where(folders.Has).Select(id => (long?)id).FirstOrDefault();
            if (next is not { } id)
            {
                return false;
            }

            await RunAsync(id, stoppingToken);
            return true;
        }
        finally
        {
            await using var end = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = Turn } } };
            await end.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    private async Task TakeUpLeftAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, attempts) in await jobs.LeftAsync(cancellationToken))
        {
            var state = ChangeJobRules.AfterEnd(attempts);
            logger.JobLeft(id, state);
            if (state == "waiting")
            {
                await jobs.PutBackAsync(id, counts: true, cancellationToken);
            }
            else
            {
                await jobs.EndAsync(id, new ChangeJobEnd(state, Broken), clock.GetUtcNow(), keptUntil: null, cancellationToken);
            }
        }
    }

    private async Task RunAsync(long id, CancellationToken stoppingToken)
    {
        var watch = Stopwatch.StartNew();
        await jobs.BeginAsync(id, clock.GetUtcNow(), stoppingToken);
        // Who cancelled it at the last moment has it cancelled.
        if (await jobs.FindAsync(id, roots: null, stoppingToken) is not { State: "running" } job)
        {
            return;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var end = await EndOfAsync(job, stopping, stoppingToken);
        if (end is null)
        {
            await jobs.PutBackAsync(id, counts: false, CancellationToken.None);
            return;
        }

        await jobs.EndAsync(id, end, clock.GetUtcNow(), end.State == "done" ? clock.GetUtcNow().AddDays(options.Value.KeptDays) : null, CancellationToken.None);
        folders.RemoveInputs(id);
        if (end.State != "done")
        {
            folders.Remove(id);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        logger.JobEnded(id, end.State, seconds);
    }

    /// <summary>Null where the server itself stops: the work is begun again by the next.</summary>
    private async Task<ChangeJobEnd?> EndOfAsync(ChangeJob job, CancellationTokenSource stopping, CancellationToken stoppingToken)
    {
        var at = new Progressing("read", 0);
        var run = Task.Run(() => work.RunAsync(job, (stage, percent) => at = new Progressing(stage, percent), stopping.Token), CancellationToken.None);
        try
        {
            await TellAsync(job.Id, () => at, run, stopping);
            return await run;
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return new ChangeJobEnd("cancelled");
        }
        catch (IOException trouble)
        {
            logger.JobFailed(trouble, job.Id);
            return new ChangeJobEnd("failed", Disk);
        }
#pragma warning disable CA1031 // The top of the work: logged, and told to whoever asked for it.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            logger.JobFailed(trouble, job.Id);
            return new ChangeJobEnd("failed", Failed);
        }
    }

    /// <summary>Writes how far the work is until it ends, and stops it where somebody wants that.</summary>
    private async Task TellAsync(long id, Func<Progressing> at, Task run, CancellationTokenSource stopping)
    {
        while (await Task.WhenAny(run, Task.Delay(TellsEvery, CancellationToken.None)) != run)
        {
            try
            {
                var now = at();
                if (await jobs.TellAsync(id, now.Stage, now.Percent, CancellationToken.None))
                {
                    await stopping.CancelAsync();
                }
            }
            catch (NpgsqlException away)
            {
                // The store will be back, and the work goes on.
                logger.ProgressNotTold(id, away.Message);
            }
        }
    }

    private async Task PutAwayAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await jobs.EndForgottenAsync("open", "cancelled", now - options.Value.OpenFor, Forgotten, now, cancellationToken);
        await jobs.EndForgottenAsync("waiting", "broken", now - options.Value.WaitsFor, Unclaimed, now, cancellationToken);
        var here = folders.Ids();
        if (here.Count > 0)
        {
            foreach (var id in here.Except(await jobs.WantedAsync(here, now, cancellationToken)))
            {
                folders.Remove(id);
            }
        }
    }

    private sealed record Progressing(string Stage, int Percent);
}
