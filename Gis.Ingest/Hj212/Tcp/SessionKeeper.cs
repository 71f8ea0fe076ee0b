using Gis.Ingest.Hj212.Devices;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>Tells the store every minute which lines stand, so that the lines of an ingest that died are known to be gone, and which have ended that it does not know of.</summary>
internal sealed class SessionKeeper(DeviceDoor door, SessionEnds ends, LineBook book, TimeProvider clock, ILogger<SessionKeeper> logger) : DeviceWorker(clock, logger)
{
    private static readonly TimeSpan KeepsEvery = TimeSpan.FromMinutes(1);
    private DateTimeOffset? _begun;
    private bool _hasSwept;

    protected override async Task WorkAsync(Action well, CancellationToken cancellationToken)
    {
        if (!_hasSwept)
        {
            // Lines that begin from here on are of this run, however often the store must be asked.
            _begun ??= Clock.GetUtcNow();
            await door.SweepAsync(_begun.Value, cancellationToken);
            _hasSwept = true;
        }

        while (true)
        {
            if (book.Standing is { Count: > 0 } standing)
            {
                await door.KeepAsync(standing, cancellationToken);
            }

            await ends.TellAsync(cancellationToken);

            well();
            await Task.Delay(KeepsEvery, Clock, cancellationToken);
        }
    }
}
