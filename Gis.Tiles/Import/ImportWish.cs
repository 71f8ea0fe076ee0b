namespace Gis.Tiles.Import;

internal sealed record ImportWish
{
    public const int MostNameChars = 60;
}
