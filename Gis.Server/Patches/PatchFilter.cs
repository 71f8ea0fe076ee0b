namespace Gis.Server.Patches;

/// <summary>Which patches are asked for; null restricts nothing. <c>Reader</c> is whoever asks: a sealed verdict is shown to nobody else.</summary>
internal sealed record PatchFilter(
    string[] Roots, DateOnly Today, long? Id = null, long? Batch = null, string? List = null, string? Area = null, string? Kind = null, string? Text = null, long? Assignee = null, int? Limit = null, long? After = null, long? Reader = null, long[]? Ids = null)
{
    /// <summary>The list of those that wait for a look on the ground.</summary>
    public const string Field = "field";
}
