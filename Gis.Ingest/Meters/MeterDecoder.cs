using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>Reads <c>meters/{meter}/up</c> and <c>meters/{meter}/event</c> in our own form or in the NB-IoT (CTWing) form, told apart by their fields.</summary>
internal static class MeterDecoder
{
    public const int MostBytes = 64 << 10;

    public static void Decode(ReadOnlyMemory<byte> payload, string meter, DateTimeOffset receivedAt, Decoded into)
    {
        if (!BoundedJson.TryParse(payload, MostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            var id = root.Text("meterId") ?? root.Text("meterCode") ?? root.Text("deviceId");
            if (id is null)
            {
                into.Rejections.Add(new Rejection("no-meter", "A meter's message names it: meterId, or deviceId in the NB-IoT form."));
            }
            else if (!string.Equals(id, meter, StringComparison.Ordinal))
            {
                into.Rejections.Add(new Rejection("topic-mismatch", "The meter in the message must be the one in its topic."));
            }
            else if (TryRead(root, into, out var report))
            {
                AddFacts(report, receivedAt, into);
            }
        }
    }

    private static bool TryRead(JsonElement root, Decoded into, out MeterReport report)
    {
        var read = root.TryGet("meterId", out _)
            ? OwnMeterForm.TryRead(root, out report, out var why)
            : NbIotMeterForm.TryRead(root, out report, out why);
        if (!read)
        {
            into.Rejections.Add(why!);
        }

        return read;
    }

    private static void AddFacts(MeterReport report, DateTimeOffset receivedAt, Decoded into)
    {
        // A clock that runs ahead by less than a day is a meter's usual fault: the arrival time stands in, and the values are marked.
        var ahead = report.ReadAt - receivedAt;
        var clockOff = ahead > Quality.TimeWindow.MostAhead && ahead < TimeSpan.FromDays(1);
        if (clockOff)
        {
            into.Facts.Add(new DeviceNote("clock_off", receivedAt, JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["readAt"] = report.ReadAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            })));
            report = report with { ReadAt = receivedAt };
        }

        Add(MeterProperty.Volume, report.TotalM3);
        Add(MeterProperty.ReverseVolume, report.ReverseTotalM3);
        Add(MeterProperty.Flow, report.FlowM3h);
        Add(MeterProperty.Pressure, report.PressureMPa);
        Add(MeterProperty.Battery, report.BatteryV);
        Add(MeterProperty.Signal, report.SignalDbm);
        if (report.Intervals is { } intervals && !clockOff)
        {
            for (var i = 0; i < intervals.Litres.Count; i++)
            {
                into.Facts.Add(new PeriodReading(
                    MeterProperty.IntervalVolume, intervals.StartOf(i), intervals.Minutes * 60, new PeriodFigures(Cou: intervals.Litres[i]), null));
            }
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
