namespace Gis.Demo.Land.Output;

/// <summary>What the generator knows and nobody else may: the story behind each patch, and each planted contradiction.</summary>
internal sealed record Truth(IReadOnlyList<Truth.Patch> Patches, IReadOnlyList<Themes.Contradiction> Contradictions)
{
    public static Truth Of(IReadOnlyList<WindowLand> windows) => new(
        [
            .. windows.SelectMany(window => window.Changes.Select(change => new Patch(
                Output.Patches.NumberOf(window, change), change.Story.Name, change.Story.Verdict, change.Story.IsLawful, window.BasicFarmland.Contains(change.Parcel.Number)))),
        ],
        [.. windows.SelectMany(window => window.Book.Contradictions)]);

    /// <summary>The truth about one patch.</summary>
    internal sealed record Patch(string Number, string Story, string Verdict, bool IsLawful, bool OnBasicFarmland);
}
