using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>
/// Lines that have ended and are yet to be told to the store. Where a thousand end at once, as when a network goes away, whoever comes first tells of
/// all; what a store that is away does not take is told of with the next.
/// </summary>
internal sealed class SessionEnds(DeviceDoor door, IngestSettings settings, ILogger<SessionEnds> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private List<SessionEnd> _waiting = [];

    /// <summary>These devices have this line no more from now on. Returns when the store knows, or does not take it now.</summary>
    public async Task AddAsync(IEnumerable<string> mns, Guid line, CancellationToken cancellationToken)
    {
        var now = settings.Clock.GetUtcNow();
        lock (_gate)
        {
            _waiting.AddRange(mns.Select(mn => new SessionEnd(mn, line, now)));
        }

        await TellAsync(cancellationToken);
    }

    /// <summary>Tells the store of all that waits.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        List<SessionEnd> told = [];
        var hasTurn = false;
        try
        {
            await _turn.WaitAsync(cancellationToken);
            hasTurn = true;
            lock (_gate)
            {
                (told, _waiting) = (_waiting, []);
            }

            if (told.Count > 0)
            {
                await door.EndAsync(told, cancellationToken);
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            lock (_gate)
            {
                _waiting.AddRange(told);
            }

            if (told.Count > 0)
            {
                logger.SessionsNotEnded(told.Count, told[0].Mn, away.Message);
            }
        }
        finally
        {
            if (hasTurn)
            {
                _turn.Release();
            }
        }
    }

    public void Dispose() => _turn.Dispose();
}
