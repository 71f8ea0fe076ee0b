using System.Reflection;
using System.Text.Json;

namespace Gis.Server.Patches.Statistics;

/// <summary>When leaders of an area answer for land taken unlawfully, from data/standards: the share from which on, and which verdicts count where.</summary>
/// <param name="Verified">False: the threshold was not checked against the text in force.</param>
/// <param name="Threshold">Share of 1; who reaches it is above.</param>
/// <param name="Unlawful">Verdicts of land occupied unlawfully.</param>
/// <param name="LawfulConstruction">Verdicts of lawful new construction.</param>
/// <param name="NoConstruction">Verdicts by which there is no new construction: such patches stand on neither side of the share.</param>
/// <param name="FinalStates">States of a patch whose verdict went to the end.</param>
/// <param name="PreliminaryStates">States of a patch that is judged and not yet at the end.</param>
/// <param name="PutRightStates">States of a case that is proved to be restored; it counts as unlawful all the same, and is told beside it.</param>
internal sealed record AccountabilityRule(
    string Source, bool Verified, decimal Threshold, IReadOnlyList<string> Unlawful, IReadOnlyList<string> LawfulConstruction, IReadOnlyList<string> NoConstruction,
    IReadOnlyList<string> FinalStates, IReadOnlyList<string> PreliminaryStates, IReadOnlyList<string> PutRightStates)
{
    private const string Resource = "standards/land-accountability.json";

    public static AccountabilityRule Standard { get; } = Load();

    private static AccountabilityRule Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build holds no {Resource}.");
        return JsonSerializer.Deserialize<AccountabilityRule>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}
