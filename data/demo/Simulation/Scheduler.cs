using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Gis.Demo.Simulation;

/// <summary>Lets each device act when it is due, one act of a device at a time, and not too many devices at once.</summary>
internal sealed class Scheduler(TimeProvider clock, ILogger logger) : IDisposable
{
    private const int MostAtOnce = 128;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(IFieldDevice Device, DateTimeOffset Due), DateTimeOffset> _queue = new();
    private readonly Dictionary<IFieldDevice, DateTimeOffset> _due = [];
    private readonly HashSet<IFieldDevice> _running = [];
    private readonly HashSet<IFieldDevice> _woken = [];
    private readonly SemaphoreSlim _bell = new(0);
    private readonly SemaphoreSlim _room = new(MostAtOnce);
    private long _troubles;

    /// <summary>How many acts failed because the broker was away or refused.</summary>
    public long Troubles => Interlocked.Read(ref _troubles);

    public void Add(IFieldDevice device) => Put(device, device.FirstDue(clock.GetUtcNow()));

    /// <summary>The device has something to do now; if it is acting, it acts again right after.</summary>
    public void Wake(IFieldDevice device)
    {
        lock (_lock)
        {
            if (_running.Contains(device))
            {
                _woken.Add(device);
                return;
            }
        }

        Put(device, clock.GetUtcNow());
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (TakeDue(out var device, out var sleep))
            {
                await _room.WaitAsync(cancellationToken);
                _ = ActAsync(device!, cancellationToken);
            }
            else
            {
                await _bell.WaitAsync(sleep, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        _bell.Dispose();
        _room.Dispose();
    }

    private async Task ActAsync(IFieldDevice device, CancellationToken cancellationToken)
    {
        var next = clock.GetUtcNow() + AfterTrouble;
        try
        {
            next = await device.RunAsync(clock.GetUtcNow(), cancellationToken);
        }
        catch (Exception trouble) when (trouble is IOException or SocketException or TimeoutException)
        {
            Interlocked.Increment(ref _troubles);
            logger.DeviceNotHeard(device.Code, trouble.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception bug)
        {
            logger.DeviceFailed(bug, device.Code);
        }

        _room.Release();
        lock (_lock)
        {
            _running.Remove(device);
            next = _woken.Remove(device) ? clock.GetUtcNow() : next;
        }

        Put(device, next);
    }

    private void Put(IFieldDevice device, DateTimeOffset due)
    {
        lock (_lock)
        {
            _due[device] = due;
            _queue.Enqueue((device, due), due);
        }

        _bell.Release();
    }

    /// <summary>An entry counts only while it is the device's newest; a device that was woken has an older one left.</summary>
    private bool TakeDue(out IFieldDevice? device, out TimeSpan sleep)
    {
        lock (_lock)
        {
            while (_queue.TryPeek(out var entry, out var due))
            {
                var now = clock.GetUtcNow();
                if (due > now)
                {
                    device = null;
                    sleep = due - now < LongestSleep ? due - now : LongestSleep;
                    return false;
                }

                _queue.Dequeue();
                if (_due[entry.Device] == entry.Due && _running.Add(entry.Device))
                {
                    device = entry.Device;
                    sleep = TimeSpan.Zero;
                    return true;
                }
            }
        }

        device = null;
        sleep = LongestSleep;
        return false;
    }
}
