using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.Server.Land;

/// <summary>
/// A polygon split by a dividing layer, such as land class or county. Rows of keys hold what lies in one piece alone; what no piece covers and what two or more cover
/// have rows of their own. The rows of a unit (m², ha, mu) add up to the whole exactly.
/// </summary>
internal sealed record AreaSplit(LandArea Whole, IReadOnlyList<AreaPart> Parts, LandArea NotCovered, LandArea CoveredTwice)
{
    /// <summary>Below this, m², an overlap of neighbours is the noise of computing.</summary>
    private const double NoiseM2 = 0.0001;

    /// <param name="whole">A valid polygon, or several.</param>
    /// <param name="pieces">What divides, cut to the whole or not; valid.</param>
    public static AreaSplit Of(Geometry whole, IReadOnlyList<(string Key, Geometry Geometry)> pieces)
    {
        var wholeM2 = EllipsoidArea.SquareMetres(whole);
        var cut = pieces
            .Select(piece => (piece.Key, Geometry: LandOverlay.Both(whole, piece.Geometry)))
            .Where(piece => !piece.Geometry.IsEmpty)
            .ToList();
        var twice = CoveredTwiceOf([.. cut.Select(piece => piece.Geometry)]);
        var alone = cut
            .Select(piece => (piece.Key, M2: EllipsoidArea.SquareMetres(LandOverlay.Without(piece.Geometry, twice))))
            .GroupBy(piece => piece.Key, piece => piece.M2, StringComparer.Ordinal)
            .Select(group => (group.Key, M2: group.Sum()))
            .OrderByDescending(part => part.M2).ThenBy(part => part.Key, StringComparer.Ordinal)
            .ToList();
        var gap = LandOverlay.Without(whole, LandOverlay.All(cut.Select(piece => piece.Geometry)));
        double[] m2 = [.. alone.Select(part => part.M2), EllipsoidArea.SquareMetres(gap), EllipsoidArea.SquareMetres(twice)];
        return Rounded(wholeM2, [.. alone.Select(part => part.Key)], m2);
    }

    private static AreaSplit Rounded(double wholeM2, IReadOnlyList<string> keys, double[] m2)
    {
        var whole = LandArea.Of(wholeM2);
        var metres = LargestRemainder.Round(m2, whole.M2, LandArea.M2Step);
        var hectares = LargestRemainder.Round([.. m2.Select(LandArea.HectaresOf)], whole.Ha, LandArea.HaStep);
        var mu = LargestRemainder.Round([.. m2.Select(LandArea.MuOf)], whole.Mu, LandArea.MuStep);
        LandArea At(int i) => new(metres[i], hectares[i], mu[i]);
        return new AreaSplit(
            whole, [.. keys.Select((key, i) => new AreaPart(key, At(i), wholeM2 > 0 ? m2[i] / wholeM2 : 0))], At(keys.Count), At(keys.Count + 1));
    }

    private static Geometry CoveredTwiceOf(IReadOnlyList<Geometry> pieces)
    {
        var tree = new STRtree<int>();
        for (var i = 0; i < pieces.Count; i++)
        {
            tree.Insert(pieces[i].EnvelopeInternal, i);
        }

        var found = new List<Geometry>();
        for (var i = 0; i < pieces.Count; i++)
        {
            foreach (var other in tree.Query(pieces[i].EnvelopeInternal).Where(other => other > i))
            {
                var both = LandOverlay.Both(pieces[i], pieces[other]);
                if (EllipsoidArea.SquareMetres(both) > NoiseM2)
                {
                    found.Add(both);
                }
            }
        }

        return LandOverlay.All(found);
    }
}
