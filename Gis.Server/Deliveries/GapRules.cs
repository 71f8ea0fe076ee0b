namespace Gis.Server.Deliveries;

/// <summary>Turns gaps into what an HJ 212 device can be asked: minutes, hours and days by a span; moments it can't send again.</summary>
internal static class GapRules
{
    public const int MostAsks = 10;

    /// <summary>An end that stands just before a period's start leaves that period out, whether a device counts the end in or not.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Gaps that are this many periods apart are asked in one: what lies between comes again and changes nothing.</summary>
    private const int JoinedWithin = 3;

    private static readonly TimeSpan LongestOfMinutes = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestOfOthers = TimeSpan.FromDays(31);

    /// <summary>The command that brings figures of this period again; null where none does.</summary>
    public static string? CommandFor(int periodS) => periodS switch
    {
        0 => null,
        < 3_600 => "2051",
        3_600 => "2061",
        86_400 => "2031",
        _ => null,
    };

    /// <summary>What to ask, newest first.</summary>
    /// <param name="gaps">What is missing.</param>
    /// <param name="made">Requests so far.</param>
    /// <param name="attempts">Leave out what was asked so often, and reached the device, in vain.</param>
    public static IReadOnlyList<GapAsk> Plan(IEnumerable<Gap> gaps, IReadOnlyList<GapRequested> made, int attempts = int.MaxValue) =>
    [
        .. gaps.SelectMany(Cut)
            .Where(piece => !made.Any(m => m.Cn == piece.Cn && m.IsOpen && m.Covers(piece.From, piece.To)))
            .Where(piece => made.Count(m => m.Cn == piece.Cn && m.State != "expired" && m.Covers(piece.From, piece.To)) < attempts)
            .GroupBy(piece => piece.Cn)
            .SelectMany(Join)
            .OrderByDescending(ask => ask.To).ThenBy(ask => ask.Cn, StringComparer.Ordinal)
            .Take(MostAsks),
    ];

    /// <summary>Pieces short enough to be asked at once.</summary>
    private static IEnumerable<Piece> Cut(Gap gap)
    {
        if (CommandFor(gap.PeriodS) is not { } cn)
        {
            yield break;
        }

        var step = TimeSpan.FromSeconds(gap.StepS);
        var longest = LongestOf(cn);
        for (var from = gap.From; from < gap.To; from += longest)
        {
            var to = gap.To - from < longest ? gap.To : from + longest;
            yield return new Piece(cn, from, to, step, (long)Math.Round((to - from) / step) * gap.Properties.Count);
        }
    }

    private static IEnumerable<GapAsk> Join(IGrouping<string, Piece> pieces)
    {
        GapAsk? ask = null;
        foreach (var piece in pieces.OrderBy(p => p.From))
        {
            var to = ask is null || piece.To > ask.To ? piece.To : ask.To;
            if (ask is not null && piece.From - ask.To <= piece.Step * JoinedWithin && to - ask.From <= LongestOf(piece.Cn))
            {
                ask = ask with { To = to, Missing = ask.Missing + piece.Missing };
                continue;
            }

            if (ask is not null)
            {
                yield return ask;
            }

            ask = new GapAsk(piece.Cn, piece.From, piece.To, piece.Missing);
        }

        if (ask is not null)
        {
            yield return ask;
        }
    }

    private static TimeSpan LongestOf(string cn) => cn == "2051" ? LongestOfMinutes : LongestOfOthers;

    private sealed record Piece(string Cn, DateTimeOffset From, DateTimeOffset To, TimeSpan Step, long Missing);
}
