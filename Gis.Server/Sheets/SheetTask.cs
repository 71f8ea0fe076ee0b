using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Sheets;

/// <summary>What the work programme names for a scale.</summary>
/// <param name="Scale">The denominator: 50000 is 1:50,000.</param>
/// <param name="Planned">Sheets by the plan's own figure; the register, and the list of sheets, may count others.</param>
/// <param name="Source">Which plan says so.</param>
/// <param name="Sheets">The codes of the sheets that stand in it; null: all of the scale.</param>
internal sealed record SheetTask(
    [property: AllowedValues(250_000, 50_000, 10_000)] int Scale,
    [property: Required, AllowedValues("convert", "update")] string? Task,
    int Planned,
    [property: Required, StringLength(ProgrammeRules.MaxSourceLength, MinimumLength = 1)] string? Source,
    IReadOnlyList<string>? Sheets = null);

/// <summary>The work programme of an area: at most one task of a kind for each scale.</summary>
internal sealed record SheetProgramme([property: Required] IReadOnlyList<SheetTask>? Items);
