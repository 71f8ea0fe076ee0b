using Gis.Demo.Simulation;
using Gis.Demo.Terrain;

namespace Gis.Demo.Physics;

/// <summary>Air over a town: the weather of the whole plain, the town's own share, and the rush hours.</summary>
internal sealed class AirSignal(FieldThing station) : ISignal
{
    private static readonly ulong Weather = Dice.Hash("weather");

    private readonly ulong _key = Dice.Hash(station.Code);

    public IReadOnlyList<string> Properties => station.Properties;

    public Reading At(string property, DateTimeOffset time)
    {
        var flag = Faults.FlagAt(_key, property, time);
        return flag == Faults.Broken ? new Reading(0, null, flag) : new Reading(Math.Max(0, Value(property, time)), null, flag);
    }

    private double Value(string property, DateTimeOffset time)
    {
        var own = 0.1 * Noise.At(_key ^ Dice.Hash(property), time, 2_400);
        var still = 1 + (0.4 * Noise.At(Weather, time, 64_800));
        return property switch
        {
            "a34004" => Dust(time, own, still),
            "a34002" => 1.65 * Dust(time, own, still),
            "a21026" => 9 * still * (1 + own + (0.2 * Noise.Daily(time, 9))),
            "a21004" => 36 * still * (1 + own + (0.25 * Noise.Daily(time, 20))),
            "a21005" => 0.7 * still * (1 + own + (0.15 * Noise.Daily(time, 8))),
            "a05024" => 62 * (1 + own + (0.55 * Noise.Daily(time, 15))) / still,
            "a01001" => 12.5 - (15 * Season(time)) + (5 * Noise.Daily(time, 15)) + (2 * Noise.At(Weather ^ 1, time, 90_000)),
            "a01002" => Math.Clamp(55 - (14 * Noise.Daily(time, 15)) + (60 * own), 12, 99),
            "a01007" => 2.3 / still * (1 + (0.4 * Noise.Daily(time, 14)) + (3 * own)),
            "a01008" => (180 + (150 * Noise.At(Weather ^ 2, time, 30_000)) + (100 * own) + 360) % 360,
            _ => throw new ArgumentOutOfRangeException(nameof(property), property, "An air station does not measure this."),
        };
    }

    private double Dust(DateTimeOffset time, double own, double still) =>
        26 * (0.75 + (0.5 * Dice.Share(_key, 1))) * still * (1 + own + (0.15 * Noise.Daily(time, 8)) + (0.1 * Season(time)));

    private static double Season(DateTimeOffset time) => Math.Cos((time.DayOfYear - 15) / 365.25 * 2 * Math.PI);
}
