namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>A box on a tile's grid that grows with the points it is shown.</summary>
internal struct GridBox()
{
    public int MinX { get; private set; } = int.MaxValue;

    public int MinY { get; private set; } = int.MaxValue;

    public int MaxX { get; private set; } = int.MinValue;

    public int MaxY { get; private set; } = int.MinValue;

    public void Add(GridPoint point)
    {
        MinX = Math.Min(MinX, point.X);
        MinY = Math.Min(MinY, point.Y);
        MaxX = Math.Max(MaxX, point.X);
        MaxY = Math.Max(MaxY, point.Y);
    }

    /// <summary>All of it lies within the square from <paramref name="min"/> to <paramref name="max"/>, edges included.</summary>
    public readonly bool IsWithin(int min, int max) => MinX >= min && MinY >= min && MaxX <= max && MaxY <= max;

    public readonly bool IsApartFrom(int min, int max) => MaxX < min || MaxY < min || MinX > max || MinY > max;
}
