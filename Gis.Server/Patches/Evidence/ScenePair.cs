using Gis.Tiles;

namespace Gis.Server.Patches.Evidence;

/// <summary>Chooses the pictures that show a change, by the same rule as the light table (<c>image-pair.ts</c>). Pure.</summary>
internal static class ScenePair
{
    /// <summary>Up to here a picture counts as clear, per cent.</summary>
    private const double LittleCloud = 20;

    private const int Cloudy = 4;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>
    /// Before: the latest at or before the earlier date; after: the earliest at or after the later date; what shows the whole place with little cloud first. Where none lies
    /// on its side of the date, the nearest on the other side that keeps the order of the two stands in.
    /// </summary>
    public static (DatedPicture? Before, DatedPicture? After) Choose(IReadOnlyList<DatedPicture> pictures, DateOnly? beforeOn, DateOnly? afterOn)
    {
        if (pictures.Count == 0)
        {
            return default;
        }

        var later = afterOn ?? pictures.Max(DayOf);
        var earlier = beforeOn ?? later.AddDays(-1);
        var before = Best(pictures.Where(one => DayOf(one) <= earlier), one => Days(DayOf(one), earlier)) ?? Best(pictures.Where(one => DayOf(one) < later), one => Days(earlier, DayOf(one)));
        var younger = pictures.Where(one => before is null || DayOf(one) > DayOf(before)).ToList();
        var after = Best(younger.Where(one => DayOf(one) >= later), one => Days(later, DayOf(one)))
            ?? Best(younger.Where(one => before is not null || DayOf(one) > earlier), one => Days(DayOf(one), later));
        return (before, after);
    }

    /// <summary>The day in China: what is told as a day alone is that day.</summary>
    public static DateOnly DayOf(DatedPicture picture) => DateOnly.FromDateTime(picture.At.ToOffset(Beijing).DateTime);

    private static DatedPicture? Best(IEnumerable<DatedPicture> pictures, Func<DatedPicture, int> distance) => pictures
        .OrderBy(Rank)
        .ThenBy(one => Rank(one) >= Cloudy ? one.CloudPercent : 0)
        .ThenBy(distance)
        .ThenBy(one => one.ResolutionM ?? double.PositiveInfinity)
        .ThenBy(one => one.Id)
        .FirstOrDefault();

    /// <summary>Clear ones, then those of which nobody said how clear they are, last cloudy ones; of each first what shows the whole place.</summary>
    private static int Rank(DatedPicture picture) =>
        (picture.CloudPercent switch { null => 2, <= LittleCloud => 0, _ => Cloudy }) + (picture.Covers ? 0 : 1);

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;
}
