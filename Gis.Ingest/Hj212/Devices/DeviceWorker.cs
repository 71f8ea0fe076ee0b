using Gis.Ingest.Hj212.Tcp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>The frame of what works on devices in the background: when the store is away, it waits longer each time and goes on.</summary>
internal abstract class DeviceWorker(TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>Works until it breaks or is stopped; calls <paramref name="well"/> whenever all went well.</summary>
    protected abstract Task WorkAsync(Action well, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after another; none waits for this one's first look.
        await Task.Yield();
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(() => pause = FirstPause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The top of a background loop: logged, waited, tried again.
            catch (Exception broken)
#pragma warning restore CA1031
            {
                logger.DeviceWorkFailed(GetType().Name, broken.Message, pause.TotalMilliseconds);
                await Task.Delay(pause, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
