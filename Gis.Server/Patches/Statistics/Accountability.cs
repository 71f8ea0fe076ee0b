using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Statistics;

/// <summary>
/// The share by which an area is held to account: cultivated land that was occupied unlawfully, of all cultivated land that new construction occupied. Only verdicts that went to
/// the end count; whatever the others turn out to be, the share lies between <see cref="ShareLow"/> and <see cref="ShareHigh"/>.
/// </summary>
/// <param name="Unlawful">Numerator: cultivated land of final unlawful verdicts.</param>
/// <param name="Construction">Denominator: cultivated land of final verdicts of new construction, lawful or not.</param>
/// <param name="Open">Cultivated land of patches without a final verdict, and all the land of those that were not compared yet.</param>
/// <param name="PutRight">Of the numerator: land that is proved to be restored.</param>
/// <param name="Share">Null where no new construction occupied any.</param>
/// <param name="ShareSoFar">With the verdicts that are not at the end yet; null as before.</param>
/// <param name="Standing">below, reached: whatever the open ones turn out to be; open: they decide; none: no cultivated land is concerned.</param>
internal sealed record Accountability(
    StatedArea Unlawful, StatedArea Construction, StatedArea Open, StatedArea PutRight, double? Share, double? ShareLow, double? ShareHigh, double? ShareSoFar,
    [property: Words(Accountability.Words)] string Standing)
{
    public const string Words = "below reached open none";

    public static Accountability Of(CultivatedLand land, decimal threshold)
    {
        var construction = land.FinalUnlawfulM2 + land.FinalLawfulM2;
        var judged = construction + land.PreliminaryUnlawfulM2 + land.PreliminaryLawfulM2;
        var most = construction + land.OpenM2;
        double? low = most > 0 ? (double)(land.FinalUnlawfulM2 / most) : null;
        double? high = most > 0 ? (double)((land.FinalUnlawfulM2 + land.OpenM2) / most) : null;
        var standing = most == 0 ? "none"
            : land.FinalUnlawfulM2 >= threshold * most ? "reached"
            : land.FinalUnlawfulM2 + land.OpenM2 < threshold * most ? "below"
            : "open";
        return new Accountability(
            StatedArea.Of(land.FinalUnlawfulM2), StatedArea.Of(construction), StatedArea.Of(land.OpenM2), StatedArea.Of(land.PutRightM2),
            construction > 0 ? (double)(land.FinalUnlawfulM2 / construction) : null, low, high,
            judged > 0 ? (double)((land.FinalUnlawfulM2 + land.PreliminaryUnlawfulM2) / judged) : null, standing);
    }
}
