using NetTopologySuite.Geometries;

namespace Gis.Server.Patches.Evidence;

/// <summary>The way from degrees onto a map of true scale: millimetres of paper, y down, the middle of the patch in the middle of the sheet.</summary>
internal sealed class EvidenceFrame
{
    private const double A = 6378137.0;
    private const double F = 1 / 298.257222101;

    /// <summary>So much of the sheet the patch takes at most; the rest is what lies around it.</summary>
    private const double PatchShare = 0.55;
    private static readonly int[] Steps = [500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

    private readonly double _lon;
    private readonly double _lat;
    private readonly double _mmPerLon;
    private readonly double _mmPerLat;

    private EvidenceFrame(Envelope lonLat, double widthMm, double heightMm)
    {
        (WidthMm, HeightMm) = (widthMm, heightMm);
        (_lon, _lat) = (lonLat.Centre.X, lonLat.Centre.Y);
        var sine = Math.Sin(_lat * double.Pi / 180);
        var squared = F * (2 - F);
        var root = Math.Sqrt(1 - (squared * sine * sine));
        var metresPerLat = A * (1 - squared) / (root * root * root) * double.Pi / 180;
        var metresPerLon = A / root * Math.Cos(_lat * double.Pi / 180) * double.Pi / 180;
        var needed = Math.Max(lonLat.Width * metresPerLon / (WidthMm * PatchShare), lonLat.Height * metresPerLat / (HeightMm * PatchShare)) * 1000;
        Scale = Steps.FirstOrDefault(step => step >= needed, Steps[^1]);
        (_mmPerLon, _mmPerLat) = (metresPerLon * 1000 / Scale, metresPerLat * 1000 / Scale);
    }

    public double WidthMm { get; }

    public double HeightMm { get; }

    /// <summary>The map's scale is 1 : this.</summary>
    public int Scale { get; }

    /// <summary>A map as wide as the page.</summary>
    public static EvidenceFrame OfMap(Envelope lonLat) => new(lonLat, 174, 116);

    /// <summary>One of two pictures that stand side by side on the page.</summary>
    public static EvidenceFrame OfPicture(Envelope lonLat) => new(lonLat, 86, 86);

    /// <summary>A round length of about a fifth of a wide sheet, metres.</summary>
    public double BarMetres
    {
        get
        {
            var wanted = Math.Max(WidthMm, 120) / 5 * Scale / 1000;
            var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
            return power * (wanted / power >= 5 ? 5 : wanted / power >= 2 ? 2 : 1);
        }
    }

    public double BarMm => BarMetres * 1000 / Scale;

    /// <summary>What the sheet shows, lon, lat, and a little beyond its edges.</summary>
    public Envelope Reach
    {
        get
        {
            const double beyondMm = 5;
            var (lon, lat) = (((WidthMm / 2) + beyondMm) / _mmPerLon, ((HeightMm / 2) + beyondMm) / _mmPerLat);
            return new Envelope(_lon - lon, _lon + lon, _lat - lat, _lat + lat);
        }
    }

    public (double X, double Y) Place(Coordinate lonLat) => ((WidthMm / 2) + ((lonLat.X - _lon) * _mmPerLon), (HeightMm / 2) - ((lonLat.Y - _lat) * _mmPerLat));
}
