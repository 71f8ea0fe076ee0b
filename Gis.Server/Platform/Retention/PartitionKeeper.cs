using Npgsql;

namespace Gis.Server.Platform.Retention;

/// <summary>Makes partitions ahead of time and drops those past their retention, at start and every hour.</summary>
internal sealed class PartitionKeeper(NpgsqlDataSource store, TimeProvider clock, ILogger<PartitionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = ShortestWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await KeepAsync(stoppingToken);
                wait = ShortestWait;
                await Task.Delay(Interval, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.PartitionsNotKept(e, wait.TotalSeconds);
                await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait * 2 < Interval ? wait * 2 : Interval;
            }
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var ensure = new NpgsqlCommand("SELECT ensure_partitions()", connection);
        var made = (int)(await ensure.ExecuteScalarAsync(cancellationToken))!;
        var dropped = new List<string>();
        await using var drop = new NpgsqlCommand("SELECT drop_old_partitions()", connection);
        await using var reader = await drop.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            dropped.Add(reader.GetString(0));
        }

        if (made > 0 || dropped.Count > 0)
        {
            logger.PartitionsKept(made, dropped.Count, dropped);
        }
    }
}
