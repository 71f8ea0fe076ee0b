namespace Gis.Server.Things.Import;

/// <summary>A box in degrees.</summary>
internal sealed record Extent(double West, double South, double East, double North)
{
    /// <summary>How far outside the drawn border a thing may stand: the border is approximate.</summary>
    private const double MarginDegrees = 0.3;

    public bool Holds(double lon, double lat) =>
        lon >= West - MarginDegrees && lon <= East + MarginDegrees && lat >= South - MarginDegrees && lat <= North + MarginDegrees;
}
