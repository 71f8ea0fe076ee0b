using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Cases;

/// <summary>A measure of a case as it stands.</summary>
/// <param name="Number">Within its case, 1 ….</param>
/// <param name="Overdue">Its day has passed, and it is not done.</param>
/// <param name="DoneBy">Display name of whoever reported it done.</param>
internal sealed record PatchMeasure(
    int Number,
    [property: Words(CaseWords.MeasureKind)] string Kind,
    double? AreaM2,
    decimal? AmountCny,
    string Document,
    DateOnly OrderedOn,
    DateOnly Due,
    [property: Words(CaseWords.MeasureState)] string State,
    bool Overdue,
    DateOnly? DoneOn,
    long? DoneById,
    string? DoneBy,
    string? Note,
    IReadOnlyList<string> Photos);
