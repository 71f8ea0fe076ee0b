using Gis.Demo.Simulation;
using Gis.Demo.Terrain;

namespace Gis.Demo.Physics;

/// <summary>An outfall: some way below its limits, with the rhythm of its works, until a discharge comes.</summary>
internal sealed class OutfallSignal(FieldThing outfall, EpisodeBook episodes) : ISignal
{
    /// <summary>Few outfalls run so close to the limit that they come near it.</summary>
    private const double TightShare = 0.006;

    private readonly ulong _key = Dice.Hash(outfall.Code);

    public IReadOnlyList<string> Properties => outfall.Properties;

    private bool IsGas => outfall.Kind == "outfall_gas";

    public Reading At(string property, DateTimeOffset time)
    {
        var flag = Faults.FlagAt(_key, property, time);
        if (flag == Faults.Broken)
        {
            return new Reading(0, IsConverted(property) ? 0 : null, flag);
        }

        var value = property switch
        {
            "w00000" or "a00000" => Flow(time),
            "w01001" => 7.4 + (0.4 * Noise.At(_key, time, 9_000)),
            "a19001" => Oxygen(time),
            _ => Usual(property, time) + Excess(property, time),
        };
        return IsConverted(property)
            ? new Reading(value * (21 - Oxygen(time)) / (21 - outfall.StandardO2Percent), value, flag)
            : new Reading(value, null, flag);
    }

    /// <summary>How far a discharge at full strength lifts a property above its usual value.</summary>
    public double ExcessAtPeak(Discharge discharge) =>
        outfall.UpperLimit(discharge.Property) is { } limit ? limit * Math.Max(0, discharge.PeakRatio - BaseRatio(discharge.Property)) : 0;

    private bool IsConverted(string property) => IsGas && property is not ("a00000" or "a19001");

    private double Usual(string property, DateTimeOffset time)
    {
        var key = _key ^ Dice.Hash(property);
        var rhythm = 0.10 * Noise.Daily(time, 24 * Dice.Share(key, 7));
        var wander = (0.09 * Noise.At(key, time, 5_400)) + (0.04 * Noise.At(~key, time, 700));
        return (outfall.UpperLimit(property) ?? 1) * BaseRatio(property) * (1 + rhythm + wander);
    }

    private double Excess(string property, DateTimeOffset time) =>
        episodes.Of(outfall.Code, time).Where(discharge => discharge.Property == property)
            .Sum(discharge => ExcessAtPeak(discharge) * discharge.Strength(time));

    private double BaseRatio(string property)
    {
        var key = _key ^ Dice.Hash(property);
        return Dice.Share(key, 2) < TightShare ? 0.72 : 0.25 + (0.37 * Dice.Share(key, 1));
    }

    private double Flow(DateTimeOffset time) =>
        outfall.Flow * (1 + (0.18 * Noise.Daily(time, 10 + (8 * Dice.Share(_key, 3)))) + (0.08 * Noise.At(_key ^ 5, time, 3_000)));

    private double Oxygen(DateTimeOffset time) =>
        outfall.StandardO2Percent + ((21 - outfall.StandardO2Percent) * (0.15 + (0.05 * Noise.At(_key ^ 9, time, 4_000))));
}
