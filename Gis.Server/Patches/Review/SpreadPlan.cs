using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Review;

/// <summary>What one person is given.</summary>
/// <param name="Open">Patches that he had before and that are not judged.</param>
/// <param name="Harming">Of those given, how many take basic farmland, red line or cultivated land.</param>
/// <param name="Villages">Over how many villages they lie.</param>
internal sealed record SpreadShare(long Account, string Name, int Open, int Given, int Harming, int Villages, IReadOnlyList<long> Patches);

/// <summary>A patch that nobody may take.</summary>
/// <param name="Why">nobody: no account may judge in its county; interest: all who may have declared an interest.</param>
internal sealed record SpreadLeft(long Patch, string Number, string AreaCode, [property: Words(SpreadWords.Why)] string Why);

/// <summary>How the open, doubtful patches of a batch are or would be spread.</summary>
/// <param name="Due">By when they are to be judged; null where the batch's own day holds.</param>
/// <param name="More">There are more than are spread at once; ask again for the rest.</param>
/// <param name="IsDone">False for a preview.</param>
internal sealed record SpreadPlan(IReadOnlyList<SpreadShare> People, IReadOnlyList<SpreadLeft> Left, int Patches, DateOnly? Due, bool More, bool IsDone);

/// <summary>The closed list of why a patch stays.</summary>
internal static class SpreadWords
{
    public const string Why = "nobody interest";
}

/// <summary>Which patches of a batch are spread; what is null does not restrict.</summary>
internal sealed record SpreadWish(string? Area, IReadOnlyList<string>? Kinds, DateOnly? Due);
