using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>What a water meter has counted at any time: days that differ, hours of a household, and the few meters something is wrong with.</summary>
internal sealed class MeterLife(FieldThing meter)
{
    private static readonly DateTimeOffset Installed = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Share of a day's use in each of its 48 half hours: asleep, morning, noon, evening.</summary>
    private static readonly double[] Rhythm =
    [
        2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 14, 26, 30, 24, 18, 10, 6, 6, 9, 11, 12, 15, 20, 17, 9, 6, 4, 3, 5, 8, 11, 16, 22, 29, 37, 44, 47, 35,
        28, 24, 18, 12, 8, 5, 3, 2,
    ];

    private static readonly double RhythmSum = Rhythm.Sum();

    private readonly ulong _key = Dice.Hash(meter.Code);

    public bool Leaks => meter.Form.Length > 0 && meter.Q3M3h < 10 && Dice.Share(_key, 1) < 0.003;

    public bool RunsBackward(int day) => Dice.Share(_key ^ 2, day) < 0.0006;

    public bool BatteryIsLow => Dice.Share(_key, 3) < 0.002;

    public double BatteryV => BatteryIsLow ? 3.12 : 3.45 + (0.2 * Dice.Share(_key, 4));

    public int SignalDbm => -70 - (int)(38 * Dice.Share(_key, 5));

    private double MeanLitresADay => meter.Q3M3h switch
    {
        < 10 => 180 + (420 * Dice.Share(_key, 6)),
        < 100 => 40_000 + (60_000 * Dice.Share(_key, 6)),
        _ => 900_000 + (1_200_000 * Dice.Share(_key, 6)),
    };

    public static int DayOf(DateTimeOffset at) => (int)Math.Floor((at - Installed).TotalDays);

    public static DateTimeOffset StartOf(int day) => Installed.AddDays(day);

    public double[] HalfHours(int day)
    {
        var use = MeanLitresADay * (0.6 + (0.8 * Dice.Share(_key ^ 7, day)));
        return [.. Rhythm.Select((share, i) => Math.Round(Litres(share, use, day, i)) + (Leaks ? 14 + Math.Round(4 * Dice.Share(_key ^ 8, (day * 48) + i)) : 0))];
    }

    /// <summary>The counter at a moment, in cubic metres.</summary>
    public double TotalM3(DateTimeOffset at)
    {
        var today = DayOf(at);
        var litres = 0.0;
        for (var day = 0; day < today; day++)
        {
            litres += HalfHours(day).Sum();
        }

        var passed = (at - StartOf(today)).TotalMinutes / 30;
        var halves = HalfHours(today);
        litres += halves.Take((int)passed).Sum() + (halves[(int)passed] * (passed - Math.Floor(passed)));
        return Math.Round((litres / 1_000) + (50 * Dice.Share(_key, 9)), 3);
    }

    /// <summary>What has run backward since the beginning: a few dozen litres on each bad day.</summary>
    public double ReverseTotalM3(int day) => Math.Round(Enumerable.Range(0, day + 1).Where(RunsBackward).Sum(bad => 0.05 + (0.2 * Dice.Share(_key ^ 11, bad))), 3);

    public double FlowM3h(DateTimeOffset at)
    {
        var half = (int)((at - StartOf(DayOf(at))).TotalMinutes / 30);
        return Math.Round(HalfHours(DayOf(at))[half] * 2 / 1_000, 2);
    }

    public double PressureMPa(DateTimeOffset at) => Math.Round(0.31 - (0.04 * FlowM3h(at) / meter.Q3M3h) + (0.01 * Dice.Share(_key, at.Hour)), 3);

    private double Litres(double share, double use, int day, int half) =>
        share / RhythmSum * use * (meter.Q3M3h < 10 ? 0.7 + (0.6 * Dice.Share(_key ^ 10, (day * 48) + half)) : 1);
}
