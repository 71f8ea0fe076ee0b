namespace Gis.Demo.Review;

/// <summary>How unlawful land of a story is put right: a fine, and beside it what changes the ground, the owner or the papers.</summary>
internal static class Measures
{
    /// <summary>By law 100 to 1,000 yuan for each square metre of farmland taken.</summary>
    private const double YuanPerM2 = 100;

    /// <summary>Position of the fine among the measures of a case, and of the other.</summary>
    public const int Fine = 1;

    public const int Work = 2;

    public static string KindOf(string story) => story switch
    {
        "more_than_approved" or "other_use" => "confiscate",
        "approval_expired" or "approved_after_start" => "legalise",
        _ => "demolish",
    };

    public static double FineCny(double areaM2) => Math.Max(YuanPerM2, Math.Round(areaM2) * YuanPerM2);
}
