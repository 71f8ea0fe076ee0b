namespace Gis.Ingest.Laboratory;

/// <summary>Units as laboratories and recordings write them, and by what one of them becomes another.</summary>
internal static class LabUnits
{
    /// <summary>Other ways to write a unit of ours.</summary>
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pH"] = "[pH]",
        ["无量纲"] = "[pH]",
        ["℃"] = "Cel",
        ["°C"] = "Cel",
        ["NTU"] = "{NTU}",
        ["个/L"] = "/L",
        ["CFU/L"] = "/L",
        ["MPN/L"] = "/L",
        ["dB(A)"] = "dB",
    };

    /// <summary>What can be turned into each other, by its size in the first of them.</summary>
    private static readonly Dictionary<string, double>[] Families =
    [
        new(StringComparer.OrdinalIgnoreCase) { ["mg/L"] = 1, ["g/L"] = 1_000, ["ug/L"] = 0.001, ["ng/L"] = 0.000_001 },
        new(StringComparer.OrdinalIgnoreCase) { ["mg/m3"] = 1, ["g/m3"] = 1_000, ["ug/m3"] = 0.001, ["ng/m3"] = 0.000_001 },
        new(StringComparer.OrdinalIgnoreCase) { ["uS/cm"] = 1, ["mS/cm"] = 1_000, ["mS/m"] = 10, ["S/m"] = 10_000 },
        new(StringComparer.OrdinalIgnoreCase) { ["m3/h"] = 1, ["L/min"] = 0.06, ["L/h"] = 0.001, ["L/s"] = 3.6, ["m3/s"] = 3_600 },
        new(StringComparer.OrdinalIgnoreCase) { ["kPa"] = 1, ["hPa"] = 0.1, ["Pa"] = 0.001, ["MPa"] = 1_000, ["bar"] = 100 },
        new(StringComparer.OrdinalIgnoreCase) { ["m"] = 1, ["cm"] = 0.01, ["mm"] = 0.001 },
        new(StringComparer.OrdinalIgnoreCase) { ["m3"] = 1, ["L"] = 0.001 },
    ];

    /// <summary>What a value in the one unit is multiplied by to be in the other; null when it can't be.</summary>
    public static double? Factor(string from, string to)
    {
        var (written, ours) = (Normal(from), Normal(to));
        if (string.Equals(written, ours, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        foreach (var family in Families)
        {
            if (family.TryGetValue(written, out var size) && family.TryGetValue(ours, out var into))
            {
                return size / into;
            }
        }

        return null;
    }

    private static string Normal(string unit)
    {
        var plain = unit.Trim().Replace('μ', 'u').Replace('µ', 'u').Replace('³', '3').Replace('／', '/');
        return Spellings.GetValueOrDefault(plain, plain);
    }
}
