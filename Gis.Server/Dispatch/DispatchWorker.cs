using Npgsql;

namespace Gis.Server.Dispatch;

/// <summary>The frame of what works on orders in the background: look, then wait for the bell or a while; when the store is away, wait longer each time.</summary>
internal abstract class DispatchWorker(TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Does what is due, then waits for the next reason to look.</summary>
    protected abstract Task LookAndWaitAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after another; none waits for this one's first look.
        await Task.Yield();
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAndWaitAsync(stoppingToken);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The top of a background loop: logged, waited, tried again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.WorkerFailed(e is NpgsqlException ? null : e, GetType().Name, e.Message, pause.TotalMilliseconds);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
