namespace Gis.Tiles.Features;

/// <summary>A box with its edges, in the unit of its system.</summary>
internal readonly record struct EastNorthBox(double West, double South, double East, double North)
{
    /// <summary>Where no box is asked for.</summary>
    public static EastNorthBox Everything { get; } = new(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity);

    public bool Contains(double x, double y) => x >= West && x <= East && y >= South && y <= North;
}
