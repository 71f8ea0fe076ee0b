namespace Gis.Demo.Seeding;

/// <summary>Which datastreams a station has: real-time values, hour means, day means.</summary>
internal static class StreamSets
{
    public const int HourS = 3_600;
    public const int DayS = 86_400;

    private static readonly Dictionary<string, string> Units = new()
    {
        ["w00000"] = "L/s", ["w01001"] = "[pH]", ["w01003"] = "{NTU}", ["w01010"] = "Cel", ["a00000"] = "m3/s", ["a19001"] = "%", ["a01001"] = "Cel",
        ["a01002"] = "%", ["a01007"] = "m/s", ["a01008"] = "deg", ["a21005"] = "mg/m3", ["a21004"] = "ug/m3", ["a05024"] = "ug/m3",
        ["a34002"] = "ug/m3", ["a34004"] = "ug/m3", ["a21026"] = "mg/m3", ["a21002"] = "mg/m3", ["a34013"] = "mg/m3",
    };

    /// <summary>The unit on the wire; ambient air counts sulphur dioxide in micrograms.</summary>
    public static string UnitOf(string property, bool ambient = false) =>
        ambient && property == "a21026" ? "ug/m3" : Units.GetValueOrDefault(property, "mg/L");

    public static IReadOnlyList<PlannedStream> Station(IEnumerable<string> properties, int intervalS, bool ambient = false) =>
    [
        .. properties.SelectMany(property => new PlannedStream[]
        {
            new(property, UnitOf(property, ambient), 0, intervalS),
            new(property, UnitOf(property, ambient), HourS, HourS),
            new(property, UnitOf(property, ambient), DayS, DayS),
        }),
    ];
}
