using Gis.Ingest.Meters;

namespace Gis.Ingest.Rollups;

/// <summary>A meter, and a span of time whose use is to be found anew.</summary>
internal sealed record DueMeter(
    long ThingId, double? Q3M3h, double? CapacityM3, long? Volume, long? Reverse, long? Intervals, TimeSpan Interval, DateTimeOffset Low, DateTimeOffset High,
    MeterRole Role, long? Flow = null)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly TimeSpan EndOfNight = TimeSpan.FromHours(4);

    /// <summary>Start of the first Beijing day that is touched.</summary>
    public DateTimeOffset FirstDay => DayOf(Low);

    /// <summary>End of the last Beijing day that is touched.</summary>
    public DateTimeOffset LastDayEnd => DayOf(High.AddTicks(-1)).AddDays(1);

    /// <summary>Start of what must be read: of a district meter the 24 hours before its first night as well.</summary>
    public DateTimeOffset ReadFrom => Role == MeterRole.District ? FirstDay + EndOfNight - TimeSpan.FromDays(1) : FirstDay;

    /// <summary>End of what must be read.</summary>
    public DateTimeOffset ReadTo => Role == MeterRole.District ? LastDayEnd + EndOfNight : LastDayEnd;

    /// <summary>Ends of the nights of a district meter whose figures are touched, those of the 24 hours before included.</summary>
    public IEnumerable<DateTimeOffset> NightEnds()
    {
        for (var end = FirstDay + EndOfNight; Role == MeterRole.District && end - TimeSpan.FromDays(1) < High; end = end.AddDays(1))
        {
            if (end > Low)
            {
                yield return end;
            }
        }
    }

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
