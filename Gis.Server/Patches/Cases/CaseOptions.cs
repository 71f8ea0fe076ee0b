using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Patches.Cases;

/// <summary>Settings of cases, section <c>Patches:Cases</c>.</summary>
internal sealed class CaseOptions
{
    /// <summary>A picture of which more is cloud proves nothing, per cent; one that does not tell its cloud is left to the prover's eyes.</summary>
    [Range(0, 100)]
    public double MostCloudPercent { get; set; } = 20;
}
