using System.ComponentModel.DataAnnotations;

namespace Gis.Server.Sheets;

/// <summary>One thing that was said of a sheet.</summary>
internal sealed record SheetEventRow(DateTimeOffset At, string By, string State, string? Edition, string? Note);

/// <summary>An account that read the layer of sheets last before the sheet's newest edition was entered: it cannot know of that edition.</summary>
/// <param name="DisplayName">As it was at the last reading; null for all who read without signing in, taken together.</param>
/// <param name="LastAt">When it last read the layer.</param>
internal sealed record OldReader(string? DisplayName, DateTimeOffset LastAt);

/// <summary>A map sheet with its history.</summary>
/// <param name="Scale">The denominator: 50000 is 1:50,000.</param>
/// <param name="State">Null where no programme names its scale and nobody has said anything.</param>
/// <param name="Bbox">west, south, east, north in degrees.</param>
/// <param name="EditionAt">When its edition was entered; null where it has none.</param>
/// <param name="OldReaders">Null where the sheet has no edition, and for whoever may not know who uses the layer.</param>
internal sealed record SheetCard(
    string Code,
    int Scale,
    string? State,
    string? Edition,
    [property: Length(4, 4)] double[] Bbox,
    DateTimeOffset? EditionAt,
    IReadOnlyList<SheetEventRow> History,
    IReadOnlyList<OldReader>? OldReaders,
    bool MayChange);

/// <summary>How many sheets of a scale stand in a state.</summary>
internal sealed record SheetCount(string? State, int Count);

/// <summary>What the plan names for a scale.</summary>
internal sealed record SheetPlan(string Task, int Planned, string Source);

/// <summary>A scale of the register: how many sheets were computed, how they stand, and beside it what the plan says, which need not be the same.</summary>
internal sealed record SheetScaleProgress(int Scale, int Computed, IReadOnlyList<SheetCount> States, IReadOnlyList<SheetPlan> Plan);
