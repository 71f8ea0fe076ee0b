using Npgsql;

namespace Gis.Server.ReadModel;

/// <summary>
/// Wakes whoever follows the live log: one connection listens for NOTIFY, and everybody who waits is woken. The bell carries no news, the log does;
/// a lost ring therefore costs only the time a waiter waits at most.
/// </summary>
internal sealed class LiveDoorbell(NpgsqlDataSource store, ILogger<LiveDoorbell> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(30);

    private TaskCompletionSource _ring = NewRing();

    /// <summary>Take this before reading the log, and wait for it after: a ring in between is then not lost.</summary>
    public Task NextRing => Volatile.Read(ref _ring).Task;

    /// <summary>Waits for the ring taken before, at most as long as given.</summary>
    public static async Task WaitAsync(Task ring, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(ring, Task.Delay(atMost, cut.Token));
        await cut.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromMilliseconds(200);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = TimeSpan.FromMilliseconds(200), stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                logger.DoorbellLost(e.Message, pause.TotalMilliseconds);
                await Task.Delay(pause, stoppingToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(Action connected, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => Ring();
        await using (var listen = new NpgsqlCommand("LISTEN live_event", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        connected();
        Ring();   // whatever was logged while nobody listened
        while (true)
        {
            if (!await connection.WaitAsync(Probe, cancellationToken))
            {
                // Silence may be a dead line: asking tells.
                await using var ask = new NpgsqlCommand("SELECT 1", connection);
                await ask.ExecuteScalarAsync(cancellationToken);
            }
        }
    }

    private void Ring() => Interlocked.Exchange(ref _ring, NewRing()).TrySetResult();

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
