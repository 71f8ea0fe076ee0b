using Gis.Server.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.Server.OneMap.Forest;

/// <summary>What allowed forest to be cut or built upon between two surveys. A permit without the day on which it began allows nothing.</summary>
internal sealed class ForestPermits
{
    /// <summary>Themes whose records allow it.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["cutting_permit", LandTheme.Approval, LandTheme.Temporary, LandTheme.Facility, LandTheme.MiningRight];

    private readonly STRtree<LandRecord> _places = new();

    /// <param name="permits">Of any time.</param>
    /// <param name="from">Year of the earlier survey: what ended before it allows nothing.</param>
    /// <param name="to">Year of the later survey: what began after it neither.</param>
    public ForestPermits(IEnumerable<LandRecord> permits, int from, int to)
    {
        foreach (var permit in permits.Where(permit => permit.Day("valid_from")?.Year <= to && !(permit.Day("valid_to")?.Year < from)))
        {
            _places.Insert(permit.Geometry.EnvelopeInternal, permit);
        }
    }

    /// <summary>What of a loss none of them covers, and the numbers of those that cover a part.</summary>
    public (Geometry Free, IReadOnlyList<string> Numbers) Of(Geometry lost)
    {
        var covering = _places.Query(lost.EnvelopeInternal).Where(permit => !LandOverlay.Both(permit.Geometry, lost).IsEmpty).ToList();
        return (
            covering.Count == 0 ? lost : LandOverlay.Without(lost, LandOverlay.All(covering.Select(permit => permit.Geometry))),
            [.. covering.Select(permit => permit.Number).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
