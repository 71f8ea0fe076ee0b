using Gis.Server.Platform;
using Npgsql;

namespace Gis.Server.Patches;

/// <summary>Compares whatever came or changed: woken by an import, and looking on its own for what a process that ended left.</summary>
internal sealed class TriageKeeper(PatchTriage triage, NpgsqlDataSource store, ILogger<TriageKeeper> logger) : BackgroundService
{
    private const int AtATime = 2_000;
    private const long Turn = 4542;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(20);

    private readonly Bell _bell = new();

    /// <summary>There is something to compare.</summary>
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
                if (await RunTurnAsync(stoppingToken) < AtATime)
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
                logger.TriageFailed(trouble);
                await Task.Delay(LooksEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One process at a time; the turn ends with its connection.</summary>
    private async Task<int> RunTurnAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Turn } } };
        if (await ask.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }

        try
        {
            return await triage.RunDueAsync(AtATime, cancellationToken);
        }
        finally
        {
            await using var end = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = Turn } } };
            await end.ExecuteScalarAsync(CancellationToken.None);
        }
    }
}
