using Npgsql;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>
/// Claims of client identifiers on their way to the store, and those of devices that have left. A device is let in when its claim is stored: of two
/// connections at two ingests the one that was let in later is the newer. Where thousands come at once, whoever has his turn tells of all.
/// </summary>
internal sealed class ClientClaims(ClientBook book, DeviceDirectory directory) : IDisposable
{
    private const int MostAtOnce = 1_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<(DeviceConnection Device, TaskCompletionSource Done)> _claims = new();
    private readonly Queue<DeviceConnection> _left = new();
    private int _isTelling;

    /// <summary>Returns when the device's claim is stored, or another connection here has its place already. Throws when the store does not take it.</summary>
    public async Task ClaimAsync(DeviceConnection device, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _claims.Enqueue((device, done));
        }

        while (!done.Task.IsCompleted)
        {
            await TakeTurnAsync(() => done.Task.IsCompleted, cancellationToken);
        }

        await done.Task;
    }

    /// <summary>The device is gone; the store is told in its time.</summary>
    public void Leave(DeviceConnection device)
    {
        lock (_gate)
        {
            _left.Enqueue(device);
        }

        // Where a thousand leave at once, one tells of all.
        if (Interlocked.Exchange(ref _isTelling, 1) == 0)
        {
            _ = TellThenRestAsync();
        }
    }

    /// <summary>Tells the store of those who left, as far as it takes it now.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var goesOn = true;
        while (goesOn && HasLeft)
        {
            goesOn = await TakeTurnAsync(() => false, cancellationToken);
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool HasLeft
    {
        get
        {
            lock (_gate)
            {
                return _left.Count > 0;
            }
        }
    }

    private async Task TellThenRestAsync()
    {
        try
        {
            await TellAsync(CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The system stops; the next start sweeps.
        }
        finally
        {
            Interlocked.Exchange(ref _isTelling, 0);
        }
    }

    private async Task<bool> TakeTurnAsync(Func<bool> isNeedless, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return isNeedless() || await WriteAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>False when the store does not take it now.</summary>
    private async Task<bool> WriteAsync()
    {
        var (claims, left) = Take();
        // Who lost his place here meanwhile must not take it again in the store; and no identifier stands twice in one statement.
        var standing = claims.Where(c => directory.Has(c.Device)).Select(c => c.Device).ToList();
        try
        {
            if (standing.Count > 0 || left.Count > 0)
            {
                await book.WriteAsync(standing, left);
            }

            claims.ForEach(c => c.Done.TrySetResult());
            return true;
        }
        catch (Exception broken)
        {
            claims.ForEach(c => c.Done.TrySetException(broken));
            lock (_gate)
            {
                left.ForEach(_left.Enqueue);
            }

            if (broken is NpgsqlException or TimeoutException)
            {
                return false;
            }

            throw;
        }
    }

    private (List<(DeviceConnection Device, TaskCompletionSource Done)> Claims, List<DeviceConnection> Left) Take()
    {
        lock (_gate)
        {
            return (Some(_claims), Some(_left));
        }
    }

    private static List<T> Some<T>(Queue<T> waiting)
    {
        var taken = new List<T>(Math.Min(waiting.Count, MostAtOnce));
        while (taken.Count < MostAtOnce && waiting.TryDequeue(out var next))
        {
            taken.Add(next);
        }

        return taken;
    }
}
