using System.Text.Json;

namespace Gis.Demo.Simulation;

/// <summary>Words of a water meter: our own JSON, or the form in which an NB-IoT platform forwards a maker's profile.</summary>
internal sealed class MeterVoice(FieldThing meter)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly MeterLife _life = new(meter);

    public bool IsHourly => meter.Q3M3h > 10;

    public byte[] Report(DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(
        meter.Form == "nb_iot" ? NbIot(at) : IsHourly ? Hourly(at) : Daily(at));

    private Dictionary<string, object> Daily(DateTimeOffset at)
    {
        var day = MeterLife.DayOf(at) - 1;
        var halves = _life.HalfHours(day);
        return new Dictionary<string, object>(Common(at))
        {
            ["intervalMinutes"] = 30,
            ["intervalStart"] = MeterLife.StartOf(day).ToString("yyyy-MM-ddTHH:mm:sszzz"),
            ["intervalLitres"] = halves,
            ["sumLitres"] = halves.Sum(),
            ["rsrpDbm"] = _life.SignalDbm,
            ["valve"] = "open",
        };
    }

    private Dictionary<string, object> Hourly(DateTimeOffset at)
    {
        var hour = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(-1);
        var fiveMinutes = Enumerable.Range(0, 12).Select(i => Math.Round(_life.FlowM3h(hour.AddMinutes(5 * i)) * 1_000 / 12)).ToArray();
        return new Dictionary<string, object>(Common(at))
        {
            ["flowM3h"] = _life.FlowM3h(at),
            ["q3M3h"] = meter.Q3M3h,
            ["pressureMPa"] = _life.PressureMPa(at),
            ["intervalMinutes"] = 5,
            ["intervalStart"] = hour.ToOffset(Beijing).ToString("yyyy-MM-ddTHH:mm:sszzz"),
            ["intervalLitres"] = fiveMinutes,
        };
    }

    private Dictionary<string, object> Common(DateTimeOffset at)
    {
        var day = MeterLife.DayOf(at);
        List<string> alarms = [];
        if (_life.BatteryIsLow)
        {
            alarms.Add("lowBattery");
        }

        if (_life.RunsBackward(day))
        {
            alarms.Add("reverseFlow");
        }

        return new Dictionary<string, object>
        {
            ["meterId"] = meter.Code,
            ["readAt"] = at.ToOffset(Beijing).ToString("yyyy-MM-ddTHH:mm:sszzz"),
            ["totalM3"] = _life.TotalM3(at),
            ["reverseTotalM3"] = _life.ReverseTotalM3(day),
            ["batteryV"] = Math.Round(_life.BatteryV, 2),
            ["alarms"] = alarms,
        };
    }

    private Dictionary<string, object> NbIot(DateTimeOffset at)
    {
        var day = MeterLife.DayOf(at) - 1;
        var halves = _life.HalfHours(day);
        var peak = Array.IndexOf(halves, halves.Max());
        return new Dictionary<string, object>
        {
            ["deviceId"] = meter.Code,
            ["productId"] = "15012345",
            ["timestamp"] = at.ToUnixTimeMilliseconds(),
            ["Battery"] = new { batteryLevel = Math.Round(_life.BatteryV, 2), batteryThreshold = 3.2 },
            ["Meter"] = new { valveStatus = 1, signalStrength = _life.SignalDbm, dailyActivityTime = "06:00:00", currentReading = _life.TotalM3(at) },
            ["WaterMeter"] = new
            {
                timeOfReading = Local(at),
                snr = 11,
                peakFlowRateTime = Local(MeterLife.StartOf(day).AddMinutes(30 * peak)),
                peakFlowRate = Math.Round(halves[peak] * 2 / 1_000, 2),
                intervalFlowStartingTime = Local(MeterLife.StartOf(day)),
                intervalFlow = halves,
                dailyFlow = Math.Round(halves.Sum() / 1_000, 3),
                dailyReverseFlow = Math.Round(_life.ReverseTotalM3(day) - _life.ReverseTotalM3(day - 1), 3),
                currentFlow = _life.FlowM3h(at),
                csq = 21,
                cc = 0,
            },
        };
    }

    private static string Local(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss");
}
