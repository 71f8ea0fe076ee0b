namespace Gis.Server.Patches;

/// <summary>How well some features together cover a patch. Where two overlap, the ground counts once.</summary>
/// <param name="Share">0 … 1 of the patch.</param>
/// <param name="RestM2">What lies outside and is wider than 2 m.</param>
/// <param name="WorstShare">The smallest share when the patch is moved by the most that images are off, in eight directions.</param>
internal sealed record Cover(double Share, double RestM2, double WorstShare)
{
    public static readonly Cover None = new(0, double.PositiveInfinity, 0);
}
