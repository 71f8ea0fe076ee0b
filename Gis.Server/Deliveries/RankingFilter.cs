using System.Globalization;
using Gis.Server.ReadModel;
using Gis.Server.Rules;

namespace Gis.Server.Deliveries;

/// <summary>Which things are ranked, over which days.</summary>
/// <param name="After">Rate and id of the last row of the page before.</param>
internal sealed record RankingFilter(
    string[] Roots, string? Area, string[]? Kinds, DeliverySpan Span, (double Rate, long Id)? After, int Limit)
{
    public static Result<RankingFilter> Of(string[] roots, RankingWish wish, DateTimeOffset now, int limit)
    {
        if (Paging.Check("kind", wish.Kind, Vocabulary.ThingKind.Split(' ')) is { } refusal)
        {
            return refusal;
        }

        var span = DeliverySpan.Of(wish.From, wish.To, now, days: 1);
        if (span.Fact is not { } days)
        {
            return span.Refusal!;
        }

        var after = Parse(wish.After);
        return wish.After is not null && after is null
            ? Refusal.Bad("after", "the cursor that the page before has given as next")
            : new RankingFilter(roots, wish.Area, Paging.Words(wish.Kind)?.ToArray(), days, after, limit);
    }

    private static (double, long)? Parse(string? cursor) =>
        cursor?.Split('~') is [var rate, var id]
        && double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var thing)
            ? (share, thing)
            : null;
}

/// <summary>What the reader of a ranking may ask for.</summary>
internal sealed record RankingWish(string? Kind, string? Area, DateOnly? From, DateOnly? To, string? After = null);
