using System.Globalization;

namespace Gis.Ingest.Meters;

/// <summary>The state and alarm word of SL 651-2014 (element 45H): one bit a state, the lowest first. Bits that only tell a state are no alarms.</summary>
internal static class Sl651State
{
    private static readonly (int Bit, string Flag)[] Alarms =
    [
        (0, "mains_off"),
        (1, MeterFlags.LowBattery),
        (2, "high_level"),
        (3, "high_flow"),
        (4, "bad_quality"),
        (5, "sensor_fault"),
        (6, "sensor_fault"),
        (8, "storage_fault"),
        (11, "quota_low"),
    ];

    /// <summary>Eight hexadecimal digits; false when the text is none.</summary>
    public static bool TryParse(string? text, out uint word)
    {
        word = 0;
        return text is { Length: 8 } && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out word);
    }

    public static IReadOnlyList<string> FlagsOf(uint word) => [.. Alarms.Where(a => (word >> a.Bit & 1) == 1).Select(a => a.Flag).Distinct()];
}
