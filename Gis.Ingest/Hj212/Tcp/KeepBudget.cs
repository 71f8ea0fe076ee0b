namespace Gis.Ingest.Hj212.Tcp;

/// <summary>How many refused packets may still be kept in this hour, so that a flood of them can't fill the store.</summary>
internal sealed class KeepBudget(int mostAnHour, TimeProvider clock)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private long _since = clock.GetTimestamp();
    private int _taken;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (clock.GetElapsedTime(_since) >= Hour)
            {
                _since = clock.GetTimestamp();
                _taken = 0;
            }

            return _taken < mostAnHour && ++_taken > 0;
        }
    }
}
