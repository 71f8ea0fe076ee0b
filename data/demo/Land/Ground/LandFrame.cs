using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Ground;

/// <summary>
/// A window's own grid: metres east and north of its middle, bound to degrees (CGCS2000) by the lengths of a degree there. The bond is linear, so that a
/// picture drawn on the one lies straight on the other.
/// </summary>
internal sealed class LandFrame
{
    private const double A = 6_378_137;
    private const double E2 = (2 - (1 / 298.257222101)) / 298.257222101;
    private const double Grid = 1e6;

    public LandFrame(LonLat centre)
    {
        Centre = new LonLat(Math.Round(centre.Lon, 4), Math.Round(centre.Lat, 4));
        var lat = Centre.Lat * Math.PI / 180;
        var w = 1 - (E2 * Math.Sin(lat) * Math.Sin(lat));
        LonM = Math.PI / 180 * A * Math.Cos(lat) / Math.Sqrt(w);
        LatM = Math.PI / 180 * A * (1 - E2) / Math.Pow(w, 1.5);
        var half = LandWindow.SideM / 2;
        Box = Shape.Rectangle(-half, -half, half, half);
    }

    public LonLat Centre { get; }

    /// <summary>Metres of a degree of longitude in the middle.</summary>
    public double LonM { get; }

    public double LatM { get; }

    /// <summary>The whole window, metres.</summary>
    public Polygon Box { get; }

    /// <summary>On the grid of six decimals in which everything is written.</summary>
    public Coordinate ToLonLat(Coordinate metres) => new(
        Math.Round((Centre.Lon + (metres.X / LonM)) * Grid) / Grid, Math.Round((Centre.Lat + (metres.Y / LatM)) * Grid) / Grid);

    public Coordinate ToMetres(double lon, double lat) => new((lon - Centre.Lon) * LonM, (lat - Centre.Lat) * LatM);

    public Geometry ToLonLat(Geometry metres) => Shape.Moved(metres, ToLonLat);

    public Geometry ToMetres(Geometry lonLat) => Shape.Moved(lonLat, at => ToMetres(at.X, at.Y));
}
