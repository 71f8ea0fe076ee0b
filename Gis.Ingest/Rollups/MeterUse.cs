using Gis.Ingest.Alarms;

namespace Gis.Ingest.Rollups;

/// <summary>
/// What a meter let through in a period, from what went through between its readings. A reading gap that crosses the border of the period is divided evenly
/// by time: while it is at most a quarter of the period that is as good as a reading (measured), beyond that it is marked (estimated), and beyond six
/// hours for an hour, three days for a day, it tells nothing. A stretch whose register fell or jumped, as when a meter is replaced, tells nothing either.
/// Of a period of which at least half is known the rest is left out (partial); of less nothing is said.
/// </summary>
internal static class MeterUse
{
    /// <summary>No gap between readings is divided beyond this.</summary>
    public static readonly TimeSpan MostGap = TimeSpan.FromDays(3);

    private static readonly TimeSpan MostGapOfHour = TimeSpan.FromHours(6);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NightBegins = TimeSpan.FromHours(2);
    private static readonly TimeSpan NightEnds = TimeSpan.FromHours(4);
    private static readonly TimeSpan NightPiece = TimeSpan.FromMinutes(30);

    /// <summary>Stretches between readings of a register, in order of time.</summary>
    public static List<UseSegment> OfRegister(IReadOnlyList<(DateTimeOffset At, double M3)> readings, double? capacityM3, double? q3M3h)
    {
        var segments = new List<UseSegment>(Math.Max(0, readings.Count - 1));
        for (var i = 1; i < readings.Count; i++)
        {
            var (before, now) = (readings[i - 1], readings[i]);
            segments.Add(new UseSegment(before.At, now.At, MeterRegister.Used(before.M3, now.M3, capacityM3, q3M3h, now.At - before.At)));
        }

        return segments;
    }

    /// <summary>Stretches between readings of a flow, m³/h, in order of time; beyond half an hour apart they tell nothing of what lies between.</summary>
    public static List<UseSegment> OfFlow(IReadOnlyList<(DateTimeOffset At, double M3h)> readings)
    {
        var segments = new List<UseSegment>(Math.Max(0, readings.Count - 1));
        for (var i = 1; i < readings.Count; i++)
        {
            var (before, now) = (readings[i - 1], readings[i]);
            var span = now.At - before.At;
            segments.Add(new UseSegment(before.At, now.At, span <= NightPiece ? (before.M3h + now.M3h) / 2 * span.TotalHours : null));
        }

        return segments;
    }

    /// <summary>Intervals as the meter sent them, in order of time; where two overlap, the later gives way.</summary>
    public static List<UseSegment> OfIntervals(IEnumerable<(DateTimeOffset Start, double M3)> intervals, TimeSpan length)
    {
        var segments = new List<UseSegment>();
        foreach (var (start, m3) in intervals)
        {
            var from = segments.Count > 0 && segments[^1].To > start ? segments[^1].To : start;
            if (from < start + length && Math.Abs(m3) <= MeterRegister.MostM3)
            {
                segments.Add(new UseSegment(from, start + length, m3 * ((start + length - from) / length)));
            }
        }

        return segments;
    }

    /// <summary>Null where too little is known.</summary>
    public static UseAmount? Within(List<UseSegment> segments, DateTimeOffset start, DateTimeOffset end)
    {
        var period = end - start;
        var mostGap = period < TimeSpan.FromDays(1) ? MostGapOfHour : MostGap;
        var (m3, known, isEstimated) = (0.0, TimeSpan.Zero, false);
        for (var i = FirstEndingAfter(segments, start); i < segments.Count && segments[i].From < end; i++)
        {
            var segment = segments[i];
            var crosses = segment.From < start || segment.To > end;
            if (segment.M3 is not { } amount || (crosses && segment.Length > mostGap))
            {
                continue;
            }

            var overlap = (segment.To < end ? segment.To : end) - (segment.From > start ? segment.From : start);
            m3 += amount * (overlap / segment.Length);
            known += overlap;
            isEstimated |= crosses && segment.Length > period / 4;
        }

        return known * 2 < period ? null
            : new UseAmount(m3, known < period - Tolerance ? UseState.Partial : isEstimated ? UseState.Estimated : UseState.Measured);
    }

    /// <summary>
    /// The least flow of the night in litres an hour: of the intervals that begin between 02:00 and 04:00, as the leak rule has it, where none of them is
    /// missing; else of the half hours in which the register was read. Null where neither is whole.
    /// </summary>
    public static double? NightLitresPerHour(List<UseSegment> register, List<UseSegment> intervals, DateTimeOffset day) =>
        LeastInterval(intervals, day + NightBegins, day + NightEnds) ?? LeastPiece(register, day + NightBegins, day + NightEnds);

    private static double? LeastInterval(List<UseSegment> intervals, DateTimeOffset begins, DateTimeOffset ends)
    {
        var (least, known) = ((double?)null, TimeSpan.Zero);
        for (var i = FirstEndingAfter(intervals, begins); i < intervals.Count && intervals[i].From < ends; i++)
        {
            if (intervals[i] is { M3: { } m3 } piece && piece.From >= begins)
            {
                var flow = m3 * 1_000 / piece.Length.TotalHours;
                least = least < flow ? least : flow;
                known += piece.Length;
            }
        }

        return known >= ends - begins - Tolerance ? least : null;
    }

    private static double? LeastPiece(List<UseSegment> register, DateTimeOffset begins, DateTimeOffset ends)
    {
        double? least = null;
        for (var at = begins; at < ends; at += NightPiece)
        {
            if (Within(register, at, at + NightPiece) is not { State: UseState.Measured } amount)
            {
                return null;
            }

            var flow = amount.M3 * 1_000 / NightPiece.TotalHours;
            least = least < flow ? least : flow;
        }

        return least;
    }

    private static int FirstEndingAfter(List<UseSegment> segments, DateTimeOffset moment)
    {
        var (low, high) = (0, segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = segments[middle].To > moment ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
