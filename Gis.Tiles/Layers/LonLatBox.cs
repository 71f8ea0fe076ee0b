namespace Gis.Tiles.Layers;

/// <summary>A box in degrees, lon lat order.</summary>
internal sealed record LonLatBox(double West, double South, double East, double North)
{
    public double[] ToArray() => [West, South, East, North];
}
