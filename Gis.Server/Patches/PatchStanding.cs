using Gis.Server.Patches.Review;

namespace Gis.Server.Patches;

/// <summary>A patch as it stands, for the rules.</summary>
/// <param name="StateBefore">The one that the last verdict ended.</param>
/// <param name="VerdictBefore">The one that held before the last.</param>
/// <param name="CallerAbove">Whoever asks is an officer of an area above the patch's own.</param>
/// <param name="CallerTop">… of the topmost.</param>
internal sealed record PatchStanding(
    long Id, string Number, string AreaCode, string? Kind, string State, string? Verdict, long? JudgedBy, string? StateBefore, string? VerdictBefore, double? BasicFarmlandM2, long Revision,
    bool CallerAbove, bool CallerTop)
{
    /// <summary>Second verdict and interests.</summary>
    public ReviewStanding Review { get; init; } = ReviewStanding.None;
}
