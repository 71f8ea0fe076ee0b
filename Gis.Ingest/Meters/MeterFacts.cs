using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>Turns a meter's report into values at their own times, and hands the report itself to the rules.</summary>
internal static class MeterFacts
{
    /// <param name="report">What the meter says.</param>
    /// <param name="heardAt">When it was heard; stands in for the meter's own time where its clock is off.</param>
    /// <param name="clockOff">The meter's clock is off: its intervals, which nothing can date, are left out.</param>
    /// <param name="into">Where the facts go.</param>
    public static void Add(MeterReport report, DateTimeOffset heardAt, bool clockOff, Decoded into)
    {
        if (clockOff)
        {
            into.Facts.Add(MeterClock.Note(report.ReadAt, heardAt));
            report = report with { ReadAt = heardAt, Intervals = null };
        }

        Add(MeterProperty.Volume, report.TotalM3);
        Add(MeterProperty.ReverseVolume, report.ReverseTotalM3);
        Add(MeterProperty.Flow, report.FlowM3h);
        Add(MeterProperty.Pressure, report.PressureMPa);
        Add(MeterProperty.Battery, report.BatteryV);
        Add(MeterProperty.Signal, report.SignalDbm);
        Add(MeterProperty.Valve, (double?)report.Valve);
        foreach (var refused in report.Refused ?? [])
        {
            into.Refused.Add(refused);
            into.Facts.Add(new InstantReading(refused.Item, report.ReadAt, null, null, ClockOff: clockOff));
        }

        for (var i = 0; i < report.Intervals?.Litres.Count; i++)
        {
            into.Facts.Add(new PeriodReading(
                MeterProperty.IntervalVolume, report.Intervals.StartOf(i), report.Intervals.Minutes * 60,
                new PeriodFigures(Cou: report.Intervals.Litres[i]), null));
        }

        into.Facts.Add(report);

        void Add(string property, double? value)
        {
            if (value is { } number)
            {
                into.Facts.Add(new InstantReading(property, report.ReadAt, number, null, ClockOff: clockOff));
            }
        }
    }
}
