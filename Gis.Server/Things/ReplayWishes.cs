using System.Globalization;
using Gis.Ingest;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Things;

/// <summary>Reads what was typed behind <c>replay</c>.</summary>
internal static class ReplayWishes
{
    private const int LongestPeriodS = 366 * 86_400;

    public static ReplayWish Read(CommandInvocation invocation, DateTimeOffset now) => new(invocation.Argument(0, "FILE"))
    {
        Speed = Speed(invocation.Option("speed")),
        Until = Until(invocation.Option("until"), now),
        Columns = Columns(invocation.Option("columns")),
        Thing = invocation.Option("thing"),
        PeriodS = Period(invocation.Option("period")),
        TimesAreEnds = invocation.Option("label") switch
        {
            null or "start" => false,
            "end" => true,
            var other => throw new CommandFailedException($"--label is start or end, where the time of a row stands in its period; '{other}' is not."),
        },
        Zone = Zone(invocation.Option("zone")),
        TimeForm = invocation.Option("time-form"),
    };

    private static double? Speed(string? text) =>
        text is null or "max" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && double.IsFinite(speed) && speed > 0 ? speed
        : throw new CommandFailedException($"--speed is how much faster than recorded (1, 60, 0.5), or max; '{text}' is not.");

    private static DateTimeOffset? Until(string? text, DateTimeOffset now) =>
        text is null ? null
        : text == "now" ? now
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is >= 1900 and <= 2200 ? at.ToUniversalTime()
        : throw new CommandFailedException($"--until is now or a moment, ISO 8601; '{text}' is not.");

    private static Dictionary<string, string> Columns(string? text)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.LastIndexOf('=');
            if (equals <= 0 || equals == pair.Length - 1 || !columns.TryAdd(pair[..equals].Trim(), pair[(equals + 1)..].Trim()))
            {
                throw new CommandFailedException($"--columns is a list of COLUMN=MEANING, each column once; '{pair}' is not understood.");
            }
        }

        return columns;
    }

    private static int Period(string? text) =>
        text is null ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestPeriodS ? seconds
        : throw new CommandFailedException($"--period is the length in seconds of the period whose means the table holds, such as 3600; '{text}' is not.");

    private static TimeSpan Zone(string? text) =>
        text is null ? TimeSpan.FromHours(8)
        : TimeSpan.TryParseExact(text.TrimStart('+', '-'), @"h\:mm", CultureInfo.InvariantCulture, out var zone) && zone <= TimeSpan.FromHours(14)
            ? (text[0] == '-' ? -zone : zone)
        : throw new CommandFailedException($"--zone is the offset of times that name none, such as +08:00 or -03:00; '{text}' is not.");
}
