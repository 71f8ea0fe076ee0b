using Gis.Demo.Simulation;
using Gis.Demo.Terrain;

namespace Gis.Demo.Physics;

/// <summary>A river at a station: its own water, and what outfalls upstream let out some hours ago.</summary>
internal sealed class WaterSignal(FieldThing station, IReadOnlyDictionary<string, UpstreamOutfall> upstream, EpisodeBook episodes) : ISignal
{
    /// <summary>About this much of what the dichromate test finds is found by permanganate as well.</summary>
    private const double PermanganateShare = 0.3;

    private readonly ulong _key = Dice.Hash(station.Code);

    public IReadOnlyList<string> Properties => station.Properties;

    public Reading At(string property, DateTimeOffset time)
    {
        var flag = Faults.FlagAt(_key, property, time);
        return flag == Faults.Broken ? new Reading(0, null, flag) : new Reading(Value(property, time), null, flag);
    }

    private double Value(string property, DateTimeOffset time)
    {
        var wander = (0.07 * Noise.At(_key ^ Dice.Hash(property), time, 14_400)) + (0.03 * Noise.At(_key ^ Dice.Hash(property) ^ 3, time, 2_000));
        return property switch
        {
            "w01010" => Math.Max(0.3, 13 - (12 * Season(time)) + (1.2 * Noise.Daily(time, 16)) + wander),
            "w01001" => 7.8 + (0.2 * Noise.Daily(time, 15)) + wander,
            "w01009" => ((station.LowerLimit(property) ?? 5) * (1.5 + (0.3 * Dice.Share(_key, 4)))) + (0.6 * Noise.Daily(time, 15)) + wander,
            "w01003" => 18 * (1 + (3 * wander)),
            "w01019" => Background(property, wander) + (PermanganateShare * Arrived("w01018", time)),
            _ => Background(property, wander) + Arrived(property, time),
        };
    }

    private double Background(string property, double wander) =>
        (station.UpperLimit(property) ?? 1) * (0.35 + (0.4 * Dice.Share(_key ^ Dice.Hash(property), 1))) * (1 + wander);

    private double Arrived(string property, DateTimeOffset time)
    {
        var sum = 0.0;
        foreach (var discharge in episodes.Recent(time))
        {
            if (discharge.Property == property && upstream.TryGetValue(discharge.Outfall, out var outfall))
            {
                sum += River.Excess(discharge, outfall.Signal.ExcessAtPeak(discharge), outfall.FlowLps, outfall.RiverM3s, outfall.WayM, time);
            }
        }

        return sum;
    }

    /// <summary>1 in the middle of January, -1 in the middle of July.</summary>
    private static double Season(DateTimeOffset time) => Math.Cos((time.DayOfYear - 15) / 365.25 * 2 * Math.PI);
}
