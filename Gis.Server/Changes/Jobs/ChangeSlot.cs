namespace Gis.Server.Changes.Jobs;

/// <summary>The places that a job has for files.</summary>
internal static class ChangeSlot
{
    public const string Before = "before";
    public const string After = "after";
    public const string MaskBefore = "mask-before";
    public const string MaskAfter = "mask-after";

    public const string Words = $"{Before} {After} {MaskBefore} {MaskAfter}";

    public static readonly string[] All = Words.Split(' ');

    /// <summary>Numbers of which a change could be told; a mask is not compared.</summary>
    public static bool IsImage(string slot) => slot is Before or After;
}
