namespace Gis.Server.Patches.Cases;

/// <summary>What the acts on a case are as facts of its patch.</summary>
internal static class CaseFacts
{
    /// <summary>The filing, then each measure; the last tells the state.</summary>
    public static IReadOnlyList<PatchFact> Of(CaseFiling filing, int known) =>
    [
        new("case_filed", Reason: filing.Grounds, Details: new { filing.Number, filing.Party, filing.Notice, filing.NoticeOn }),
        .. filing.Measures.Select((measure, at) => Of(measure, known + at + 1, at == filing.Measures.Count - 1)),
    ];

    public static PatchFact Of(MeasureOrder measure, int number, bool isLast) => new(
        "measured", isLast ? CaseRules.Rectifying : null, Due: measure.Due,
        Details: new { Measure = number, measure.Kind, measure.AreaM2, measure.AmountCny, measure.Document, measure.OrderedOn, measure.Due });

    /// <summary>A measure that is done leaves the state until it is the last.</summary>
    public static PatchFact Of(MeasureDone done, string kind) =>
        new("rectified", done.IsLast ? CaseRules.Rectified : null, Reason: done.Note, Details: new { Measure = done.Number, Kind = kind, DoneOn = done.On, done.Photos });

    public static PatchFact Of(CaseWord word) => word.Proof is { } proof
        ? new PatchFact("accepted", CaseRules.Accepted, Reason: word.Reason, Details: proof)
        : new PatchFact("refused", CaseRules.Rectifying, Due: word.Due, Reason: word.Reason, Details: new { word.Due });
}
