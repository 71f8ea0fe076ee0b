namespace Gis.Demo.Seeding;

/// <summary>Which datastreams a station has: real-time values, hour means, day means.</summary>
internal static class StreamSets
{
    public const int HourS = 3_600;
    public const int DayS = 86_400;

    /// <summary>The unit on the wire; ambient air counts sulphur dioxide in micrograms.</summary>
    public static string UnitOf(string property, bool ambient = false) => property switch
    {
        "w00000" => "L/s",
        "w01001" => "[pH]",
        "w01003" => "{NTU}",
        "w01010" or "a01001" => "Cel",
        "a00000" => "m3/s",
        "a19001" or "a01002" => "%",
        "a01007" => "m/s",
        "a01008" => "deg",
        "a21004" or "a05024" or "a34002" or "a34004" => "ug/m3",
        "a21026" when ambient => "ug/m3",
        "a21005" or "a21026" or "a21002" or "a34013" => "mg/m3",
        _ => "mg/L",
    };

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
