namespace Gis.Server.Patches.Field;

/// <summary>What the photographs of a field check must show; the phone is given it with its tasks, so that it can say what is lacking without a link.</summary>
/// <param name="Photos">At least so many, among them one from far, one from near and <paramref name="Sides"/> from the side.</param>
/// <param name="ApartDeg">Two of the sides look at least so far apart.</param>
/// <param name="NearM">One at least stands inside the patch or no farther from it, on the ellipsoid.</param>
/// <param name="AccuracyM">… by a position that is at least so good.</param>
/// <param name="SkewMinutes">How far the phone's clock may go wrong.</param>
/// <param name="MostBytes">Of one photograph.</param>
/// <param name="MostPx">The longer edge that a phone scales to before it sends.</param>
/// <param name="MostPhotos">Of one patch.</param>
internal sealed record FieldGround(int Photos, int Sides, double ApartDeg, double NearM, double AccuracyM, int SkewMinutes, int MostBytes, int MostPx, int MostPhotos)
{
    public static FieldGround Standard { get; } = new(4, 2, 45, 50, 100, 10, 12 * 1024 * 1024, 2048, 60);
}
