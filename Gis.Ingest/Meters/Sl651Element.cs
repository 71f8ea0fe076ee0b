namespace Gis.Ingest.Meters;

/// <summary>An element of SL 651-2014 that is one of our properties; its value times <see cref="Factor"/> is in our unit.</summary>
internal sealed record Sl651Element(string Property, double Factor = 1)
{
    /// <summary>The element code of the state and alarm word, four bytes as eight hexadecimal digits.</summary>
    public const string State = "45H";

    /// <summary>The element code of the volume that meter 1 counted in the last full hour, m³.</summary>
    public const string HourVolume = "68H";

    private const double SecondsPerHour = 3_600;
    private const double MPaPerKPa = 0.001;

    private static readonly Dictionary<string, Sl651Element> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["03H"] = new("w01010"),
        ["0EH"] = new("groundwater_depth"),
        ["27H"] = new(MeterProperty.Flow, SecondsPerHour),
        ["28H"] = new(MeterProperty.Flow, SecondsPerHour),
        ["38H"] = new("supply_voltage"),
        ["39H"] = new("water_level"),
        ["3CH"] = new("water_level"),
        ["46H"] = new("w01001"),
        ["47H"] = new("w01009"),
        ["48H"] = new("w01014"),
        ["49H"] = new("w01003"),
        ["4AH"] = new("w01019"),
        ["4CH"] = new("w21003"),
        ["4DH"] = new("w21011"),
        ["4EH"] = new("w21001"),
        ["58H"] = new(MeterProperty.Pressure, MPaPerKPa),
    };

    /// <summary>What the element is to us; null for one that has no property of ours.</summary>
    public static Sl651Element? Find(string code) => Known.GetValueOrDefault(code);
}
