using Microsoft.Extensions.Hosting;

namespace Gis.Tiles.Reading;

/// <summary>Looks after the standby all the time: before the first request is served, and then ten times a second, for an edit is to be seen within one.</summary>
internal sealed class StandbyKeeper(ReadStores stores) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (stores.HasStandby)
        {
            await stores.LookAsync(cancellationToken);
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await stores.LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
