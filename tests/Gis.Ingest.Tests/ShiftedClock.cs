namespace Gis.Ingest.Tests;

/// <summary>A clock that runs as fast as the real one, from another moment.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_started) + _ahead;
}
