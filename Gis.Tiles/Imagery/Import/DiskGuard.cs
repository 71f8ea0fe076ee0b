namespace Gis.Tiles.Imagery.Import;

/// <summary>Stops an import before the disk is full.</summary>
internal sealed class DiskGuard : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _watching;

    public DiskGuard(string folder, long bytesKept, CancellationToken cancellationToken)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _watching = WatchAsync(new DriveInfo(folder), bytesKept);
    }

    /// <summary>Cancelled when the import is to stop, for whichever reason.</summary>
    public CancellationToken Token => _stopping.Token;

    public bool IsDiskFull { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _watching;
        _done.Dispose();
        _stopping.Dispose();
    }

    private async Task WatchAsync(DriveInfo drive, long bytesKept)
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token))
            {
                if (drive.AvailableFreeSpace < bytesKept)
                {
                    IsDiskFull = true;
                    await _stopping.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The import is done.
        }
    }
}
