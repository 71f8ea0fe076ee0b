using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>
/// A report of an SL 651-2014 station that a gateway has decoded: <c>observedAt</c> and <c>elements</c>, each with its element code and its value in the
/// standard's unit. An element that is none of our properties is noted like any property without a datastream.
/// </summary>
internal static class Sl651Form
{
    private const int MostElements = 128;
    private const int HourS = 3_600;
    private const double LitresPerM3 = 1_000;

    public static void Decode(JsonElement root, DateTimeOffset receivedAt, Decoded into)
    {
        if (!root.TryGet("elements", out var elements) || elements.ValueKind != JsonValueKind.Array || elements.GetArrayLength() > MostElements)
        {
            into.Rejections.Add(new Rejection("bad-meter-report", $"elements is an array of at most {MostElements} objects with code and value."));
            return;
        }

        if (root.Moment("observedAt") is not { } observedAt)
        {
            into.Rejections.Add(new Rejection("bad-time", "observedAt is ISO 8601 with its zone, or milliseconds since 1970."));
            return;
        }

        var clockOff = MeterClock.IsAhead(observedAt, receivedAt);
        if (clockOff)
        {
            into.Facts.Add(MeterClock.Note(observedAt, receivedAt));
        }

        var at = clockOff ? receivedAt : observedAt;
        IReadOnlyList<string>? flags = null;
        var from = into.Facts.Count;
        foreach (var element in elements.EnumerateArray())
        {
            flags = AddElement(element, at, clockOff, into) ?? flags;
        }

        into.Facts.Add(new MeterReport(at, FlowM3h: Said(MeterProperty.Flow), PressureMPa: Said(MeterProperty.Pressure)) { Flags = flags });

        double? Said(string property) => into.Facts.Skip(from).OfType<InstantReading>().LastOrDefault(r => r.Property == property)?.Value;
    }

    /// <summary>Adds what one element states; the alarms come back where it is the state word.</summary>
    private static IReadOnlyList<string>? AddElement(JsonElement element, DateTimeOffset at, bool clockOff, Decoded into)
    {
        if (element.Text("code", 8) is not { } code || !PropertyCode.IsValid(code))
        {
            into.Refused.Add(new ItemRefusal("code", new Rejection("bad-code", "An element's code is written as in SL 651, for example 28H.")));
            return null;
        }

        if (string.Equals(code, Sl651Element.State, StringComparison.OrdinalIgnoreCase))
        {
            if (!Sl651State.TryParse(element.Text("value", 8), out var word))
            {
                into.Refused.Add(new ItemRefusal(code, new Rejection("bad-number", "The state word is a text of eight hexadecimal digits.")));
                return null;
            }

            into.Facts.Add(new InstantReading("station_state", at, word, null, ClockOff: clockOff));
            return Sl651State.FlagsOf(word);
        }

        var value = element.Number("value");
        if (value is null)
        {
            into.Refused.Add(new ItemRefusal(code, new Rejection("bad-number", "An element's value is a finite number.")));
        }

        if (!string.Equals(code, Sl651Element.HourVolume, StringComparison.OrdinalIgnoreCase))
        {
            var known = Sl651Element.Find(code) ?? new Sl651Element(code);
            into.Facts.Add(new InstantReading(known.Property, at, value * known.Factor, null, ClockOff: clockOff));
        }
        else if (!clockOff && at > TimeWindow.Earliest)
        {
            into.Facts.Add(new PeriodReading(
                MeterProperty.IntervalVolume, LastFullHourBefore(at), HourS, new PeriodFigures(Cou: value * LitresPerM3), null, NotANumber: value is null));
        }

        return null;
    }

    private static DateTimeOffset LastFullHourBefore(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour)).AddHours(-1);
}
