namespace Gis.Benchmarks.Land;

/// <summary>A fact of a made patch.</summary>
/// <param name="State">Into which it brought the patch; null where it stayed.</param>
internal sealed record CourseStep(string Kind, string? State);

/// <summary>How far a made patch has come: what happened to it, in order.</summary>
internal sealed record PatchCourse(string Name, IReadOnlyList<CourseStep> Steps)
{
    private static readonly CourseStep[] Compared = [new("issued", "issued"), new("triaged", "overlaid")];
    private static readonly CourseStep[] Given = [.. Compared, new("assigned", "assigned"), new("reminded", null)];
    private static readonly CourseStep[] Seen = [.. Given, new("verified", "verified")];
    private static readonly CourseStep[] Said = [.. Seen, new("judged", "judged")];
    private static readonly CourseStep[] WithCity = [.. Said, new("sent_on", "submitted")];
    private static readonly CourseStep[] WithProvince = [.. WithCity, new("sent_on", "reviewed")];
    private static readonly CourseStep[] AsCase = [.. WithProvince, new("sent_on", "case")];
    private static readonly CourseStep[] InWork = [.. AsCase, new("case_filed", null), new("measured", "rectifying")];
    private static readonly CourseStep[] WorkDone = [.. InWork, new("rectified", "rectified")];

    public static readonly PatchCourse Explained = new("explained", Compared);
    public static readonly PatchCourse Rectifying = new("rectifying", InWork);

    private static readonly (int Weight, PatchCourse Course)[] Open =
    [
        (25, Explained), (20, new("doubtful", Compared)), (15, new("assigned", Given)), (8, new("verified", Seen)), (12, new("judged", Said)),
        (5, new("judged again", [.. Said, new("undone", "verified"), new("judged", "judged")])), (6, new("judged twice", [.. Said, new("second", null)])), (5, new("submitted", WithCity)),
        (4, new("returned", [.. WithCity, new("sent_back", "returned")])),
    ];

    private static readonly (int Weight, PatchCourse Course)[] Late =
    [
        (10, new("reviewed", WithProvince)), (60, new("closed", [.. WithProvince, new("sent_on", "closed")])), (5, new("case", AsCase)), (10, Rectifying), (7, new("rectified", WorkDone)),
        (8, new("accepted", [.. WorkDone, new("accepted", "accepted")])),
    ];

    public bool IsExplained => this == Explained;

    /// <summary>It has a case that was filed.</summary>
    public bool HasMeasure => Steps.Any(step => step.Kind == "measured");

    public bool IsMeasureDone => Steps.Any(step => step.Kind == "rectified");

    /// <param name="shareLate">Of patches that have gone beyond city and province.</param>
    public static PatchCourse Any(Random random, double shareLate)
    {
        var of = random.NextDouble() < shareLate ? Late : Open;
        var at = random.Next(of.Sum(one => one.Weight));
        return of.First(one => (at -= one.Weight) < 0).Course;
    }
}
