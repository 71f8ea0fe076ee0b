namespace Gis.Ingest.Replay;

/// <summary>Lets moments pass as far apart as they were, divided by the speed; what is earlier than what went before goes at once.</summary>
internal sealed class Pace(double? speed, TimeProvider clock)
{
    private DateTimeOffset? _first;
    private long _started;

    public async Task WaitAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (speed is not { } factor || at is not { } moment)
        {
            return;
        }

        if (_first is null)
        {
            (_first, _started) = (moment, clock.GetTimestamp());
        }

        var wait = (moment - _first.Value) / factor - clock.GetElapsedTime(_started);
        if (wait > TimeSpan.Zero)
        {
            // A timer takes at most some weeks; a recording may hold years.
            for (var day = TimeSpan.FromDays(1); wait > TimeSpan.Zero; wait -= day)
            {
                await Task.Delay(wait < day ? wait : day, clock, cancellationToken);
            }
        }
    }
}
