namespace Gis.Tiles.Imagery;

/// <summary>The zooms at which there are tiles, both ends within.</summary>
internal readonly record struct ZoomRange(int Min, int Max)
{
    public ZoomRange With(ZoomRange other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));
}
