using Npgsql;

namespace Gis.Server.Access;

/// <summary>Loads the area tree before the first request is served, and again every minute, since areas change rarely.</summary>
internal sealed class AreaTreeKeeper(AreaTree areas, ILogger<AreaTreeKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private TimeSpan _pause;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(_pause, stoppingToken);
            await LoadAsync(stoppingToken);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await areas.LoadAsync(cancellationToken);
            _pause = Interval;
        }
        catch (NpgsqlException e)
        {
            // Until it is read nobody is inside anything: refused, not let through.
            logger.AreasNotRead(e.Message);
            _pause = RetryAfter;
        }
    }
}
