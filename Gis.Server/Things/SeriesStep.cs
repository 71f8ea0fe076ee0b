namespace Gis.Server.Things;

/// <summary>How closely a series of instant values is drawn: each value, or minutes, hours, days of the roll-up.</summary>
internal static class SeriesStep
{
    public const string Raw = "raw";
    public const string Auto = "auto";

    /// <summary>More points than this help nobody who looks at a chart.</summary>
    public const int MostDrawn = 2_000;

    /// <summary>From this interval on a minute holds no more than one value, and no minutes are rolled up.</summary>
    private const int MinuteS = 60;
    private const int HourS = 3_600;
    private const int DayS = 86_400;

    private static readonly Dictionary<string, int> Seconds = new() { [Raw] = 0, ["minute"] = MinuteS, ["hour"] = HourS, ["day"] = DayS };

    public static IReadOnlyCollection<string> Choices { get; } = [.. Seconds.Keys, Auto];

    /// <summary>Seconds of the step; 0 for each value as it stands.</summary>
    /// <param name="wanted">One of <see cref="Choices"/>.</param>
    /// <param name="span">From the first to the last moment asked for.</param>
    /// <param name="intervalS">How often the datastream is expected to speak.</param>
    public static int Of(string wanted, TimeSpan span, int intervalS)
    {
        if (wanted != Auto)
        {
            return Seconds[wanted] == MinuteS && intervalS >= MinuteS ? 0 : Seconds[wanted];
        }

        return Fits(intervalS) ? 0
            : intervalS < MinuteS && Fits(MinuteS) ? MinuteS
            : intervalS < HourS && Fits(HourS) ? HourS
            : DayS;

        bool Fits(int stepS) => span.TotalSeconds / stepS <= MostDrawn;
    }
}
