using Gis.Server.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.Server.OneMap.Forest;

/// <summary>
/// Lays two surveys over each other. What two stands of one survey both claim counts for the first of them and is told apart, so that the ground of each survey is the sum of its
/// pieces: before = kept + lost, after = kept + gained.
/// </summary>
internal sealed record ForestComparison(IReadOnlyList<ForestPiece> Pieces, decimal TwiceBeforeM2, decimal TwiceAfterM2)
{
    public static ForestComparison Of(IReadOnlyList<LandRecord> before, IReadOnlyList<LandRecord> after)
    {
        var (first, twiceBefore) = Apart(before);
        var (second, twiceAfter) = Apart(after);
        var later = new STRtree<(LandRecord Stand, Geometry Ground)>();
        foreach (var one in second)
        {
            later.Insert(one.Ground.EnvelopeInternal, one);
        }

        later.Build();
        var taken = second.ToDictionary(one => one.Stand.Feature, _ => new List<Geometry>());
        var pieces = new List<ForestPiece>();
        foreach (var (stand, ground) in first)
        {
            var left = ground;
            foreach (var (other, there) in later.Query(ground.EnvelopeInternal).OrderBy(one => one.Stand.Feature))
            {
                if (left.IsEmpty)
                {
                    break;
                }

                var both = left.EqualsExact(there) ? left : LandOverlay.Both(left, there);
                if (both.IsEmpty)
                {
                    continue;
                }

                Add(stand, other, both);
                taken[other.Feature].Add(both);
                left = ReferenceEquals(both, left) ? Polygon.Empty : LandOverlay.Without(left, there);
            }

            Add(stand, null, left);
        }

        foreach (var (stand, ground) in second)
        {
            var covers = taken[stand.Feature];
            Add(null, stand, covers.Count == 0 ? ground : covers.Count == 1 && covers[0].EqualsExact(ground) ? Polygon.Empty : LandOverlay.Without(ground, LandOverlay.All(covers)));
        }

        return new ForestComparison(pieces, twiceBefore, twiceAfter);

        void Add(LandRecord? one, LandRecord? other, Geometry geometry)
        {
            var m2 = Rounded(geometry);
            if (m2 > 0)
            {
                pieces.Add(new ForestPiece(one, other, m2, geometry));
            }
        }
    }

    public static decimal Rounded(Geometry geometry) => geometry.IsEmpty ? 0 : Math.Round((decimal)EllipsoidArea.SquareMetres(geometry), 2, MidpointRounding.AwayFromZero);

    private static (IReadOnlyList<(LandRecord Stand, Geometry Ground)> Stands, decimal TwiceM2) Apart(IReadOnlyList<LandRecord> stands)
    {
        var tree = new STRtree<int>();
        for (var i = 0; i < stands.Count; i++)
        {
            tree.Insert(stands[i].Geometry.EnvelopeInternal, i);
        }

        tree.Build();
        decimal twice = 0;
        var apart = new List<(LandRecord, Geometry)>(stands.Count);
        for (var i = 0; i < stands.Count; i++)
        {
            var ground = stands[i].Geometry;
            var earlier = tree.Query(ground.EnvelopeInternal).Where(j => j < i && Overlaps(ground, stands[j].Geometry)).Order().Select(j => stands[j].Geometry).ToList();
            if (earlier.Count > 0)
            {
                var free = LandOverlay.Without(ground, LandOverlay.All(earlier));
                twice += Math.Max(0, Rounded(ground) - Rounded(free));
                ground = free;
            }

            apart.Add((stands[i], ground));
        }

        return (apart, twice);
    }

    /// <summary>More than the borders that neighbours share.</summary>
    private static bool Overlaps(Geometry one, Geometry other) => one.Relate(other, "T********");
}
