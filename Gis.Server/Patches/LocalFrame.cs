using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Gis.Server.Patches;

/// <summary>
/// Metres east and north of a place, by the radii of the ellipsoid of CGCS2000 there. Linear in longitude and latitude, so that edges stay what they are;
/// within a few kilometres lengths are right to some parts in ten thousand, which is for tolerances. Areas that are told go by the ellipsoid itself.
/// </summary>
internal sealed class LocalFrame
{
    private const double A = 6378137.0;
    private const double F = 1 / 298.257222101;

    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    private readonly AffineTransformation _there;
    private readonly AffineTransformation _back;

    public LocalFrame(double lon, double lat)
    {
        var (sine, cosine) = Math.SinCos(lat * double.Pi / 180);
        var e2 = F * (2 - F);
        var w = Math.Sqrt(1 - (e2 * sine * sine));
        var metresLon = A / w * cosine * double.Pi / 180;
        var metresLat = A * (1 - e2) / (w * w * w) * double.Pi / 180;
        _there = AffineTransformation.TranslationInstance(-lon, -lat).Scale(metresLon, metresLat);
        _back = AffineTransformation.ScaleInstance(1 / metresLon, 1 / metresLat).Translate(lon, lat);
    }

    public Geometry ToMetres(Geometry lonLat) => Factory.CreateGeometry(_there.Transform(lonLat));

    public Geometry ToDegrees(Geometry metres) => _back.Transform(metres);
}
