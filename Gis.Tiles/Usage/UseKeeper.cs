using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.Usage;

/// <summary>Stores now and then what was counted, and at the end all that is left: the door is closed before this ends, so nothing comes after.</summary>
internal sealed class UseKeeper(UseStore uses, UseCounter counter, TilesMetrics metrics, IOptions<TilesOptions> options, TimeProvider clock, ILogger<UseKeeper> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryStoreAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.UsageEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryStoreAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await uses.StoreAsync(cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            logger.UsageNotStored(away.Message);
        }

        if (counter.TakeLost() is > 0 and var lost)
        {
            metrics.UseLost(lost);
            logger.UsageLost(lost);
        }
    }
}
