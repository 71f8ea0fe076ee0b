using NetTopologySuite.Geometries;

namespace Gis.Server.Changes;

/// <summary>Ground that changed between two images.</summary>
/// <param name="Shape">In the images' coordinate system, or in longitude and latitude (EPSG:4490) once it was brought there.</param>
/// <param name="MeanScore">Of its pixels.</param>
/// <param name="Differences">Mean of later minus earlier, band by band, in units of the noise of unchanged land.</param>
internal sealed record Patch(Polygon Shape, int Pixels, double MeanScore, IReadOnlyList<double> Differences)
{
    /// <summary>Share of the differences that go one way.</summary>
    private const double Mostly = 0.5;

    /// <summary>brighter, darker, or mixed where the bands go different ways.</summary>
    public string Direction
    {
        get
        {
            var (sum, all) = (Differences.Sum(), Differences.Sum(Math.Abs));
            return sum > Mostly * all ? "brighter" : sum < -Mostly * all ? "darker" : "mixed";
        }
    }
}
