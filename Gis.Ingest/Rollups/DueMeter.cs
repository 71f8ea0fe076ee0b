namespace Gis.Ingest.Rollups;

/// <summary>A meter, and a span of time whose use is to be found anew.</summary>
internal sealed record DueMeter(
    long ThingId, double? Q3M3h, double? CapacityM3, long? Volume, long? Reverse, long? Intervals, TimeSpan Interval, DateTimeOffset Low, DateTimeOffset High)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Start of the first Beijing day that is touched.</summary>
    public DateTimeOffset FirstDay => DayOf(Low);

    /// <summary>End of the last Beijing day that is touched.</summary>
    public DateTimeOffset LastDayEnd => DayOf(High.AddTicks(-1)).AddDays(1);

    /// <summary>Spans of one meter that touch the same days become one.</summary>
    public static IEnumerable<DueMeter> Merge(IEnumerable<DueMeter> due)
    {
        foreach (var meter in due.GroupBy(d => d.ThingId))
        {
            DueMeter? open = null;
            foreach (var next in meter.OrderBy(d => d.Low))
            {
                if (open is null || next.FirstDay > open.LastDayEnd)
                {
                    if (open is not null)
                    {
                        yield return open;
                    }

                    open = next;
                }
                else
                {
                    open = open with { High = next.High > open.High ? next.High : open.High };
                }
            }

            yield return open!;
        }
    }

    private static DateTimeOffset DayOf(DateTimeOffset at)
    {
        var local = at.ToOffset(Beijing);
        return (local - local.TimeOfDay).ToUniversalTime();
    }
}
