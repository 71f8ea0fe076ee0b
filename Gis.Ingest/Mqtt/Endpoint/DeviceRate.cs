namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>How fast one connection is read: so many messages a second on average, and six seconds' worth at once.</summary>
internal sealed class DeviceRate(TimeProvider clock, int perSecond)
{
    private const int BurstSeconds = 6;

    private double _left = (double)perSecond * BurstSeconds;
    private long _filledAt = clock.GetTimestamp();

    /// <summary>Takes the right to one message; what comes back is how long to wait before reading on.</summary>
    public TimeSpan Take()
    {
        if (--_left >= 0)
        {
            return TimeSpan.Zero;
        }

        var now = clock.GetTimestamp();
        _left = Math.Min((double)perSecond * BurstSeconds, _left + (clock.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
        return _left >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_left / perSecond);
    }
}
