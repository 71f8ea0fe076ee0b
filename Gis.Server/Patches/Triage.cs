using System.Text.Json;

namespace Gis.Server.Patches;

/// <summary>What the comparison comes to: explained by a rule, or doubtful for these reasons.</summary>
internal sealed record Triage(
    bool IsExplained, string? Suggestion, string? Rule, IReadOnlyList<PatchReason> Reasons, double CultivatedM2, double BasicFarmlandM2, double RedLineM2)
{
    public static PatchReason Because(string code, params (string Name, object? Value)[] parameters) =>
        new(code, parameters.Where(one => one.Value is not null).ToDictionary(one => one.Name, one => JsonSerializer.SerializeToElement(one.Value, JsonSerializerOptions.Web)));
}
