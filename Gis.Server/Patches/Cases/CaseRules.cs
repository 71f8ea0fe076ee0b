using System.Globalization;
using Gis.Server.Patches.Field;
using Gis.Server.Rules;

namespace Gis.Server.Patches.Cases;

/// <summary>The course of a case: filed by the county with its measures, each carried out, and proved from above by a later picture or a document; or not, and done again.</summary>
internal static class CaseRules
{
    private const int MostMeasures = 20;
    private const int MostNumberChars = 80;
    private const int MostPartyChars = 200;
    private const int MostPhotos = 50;
    private const int MostPhotosOfCase = 200;
    private const double MostAreaM2 = 1e9;

    /// <summary>Share of the patch that a picture must show.</summary>
    private const double LeastShown = 0.99;
    private const decimal LeastFineCny = 0.01m;
    private const decimal MostFineCny = 100_000_000_000m;

    public const string Open = "case";
    public const string Rectifying = "rectifying";
    public const string Rectified = "rectified";
    public const string Accepted = "accepted";

    private static readonly string[] Kinds = CaseWords.MeasureKind.Split(' ');
    private static readonly string[] ToDo = ["ordered", "refused"];
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly Refusal Unreadable =
        new("proof-unreadable", "影像文件暂时无法读取，请稍后再试或另选影像。", "The file of the picture cannot be read now; try again later, or take another picture.") { Status = StatusCodes.Status503ServiceUnavailable };

    /// <summary>What is torn down and given back shows in a picture; what is taken over, paid or approved does not.</summary>
    public static bool ShowsOnTheGround(string measureKind) => measureKind == "demolish";

    public static Result<CaseFiling> File(PatchStanding patch, FileCaseRequest wish, DateOnly today)
    {
        if ((PatchRules.Seen(patch, wish.Revision) ?? At(patch, Open)) is { } refusal)
        {
            return refusal;
        }

        if ((TextOf("number", wish.Number, MostNumberChars) ?? TextOf("party", wish.Party, MostPartyChars) ?? TextOf("notice", wish.Notice, MostNumberChars)
            ?? TextOf("grounds", wish.Grounds, PatchRules.MostReasonChars)) is { } text)
        {
            return text;
        }

        if (wish.NoticeOn is not { } noticeOn || noticeOn > today)
        {
            return Refusal.Bad("noticeOn", "today or an earlier day");
        }

        if (wish.Measures is not { Count: >= 1 and <= MostMeasures } measures)
        {
            return Refusal.Bad("measures", $"1 … {MostMeasures} measures");
        }

        var orders = new List<MeasureOrder>(measures.Count);
        foreach (var (measure, at) in measures.Select((measure, at) => (measure, at)))
        {
            var order = Order(measure, today, $"measures[{at.ToString(CultureInfo.InvariantCulture)}].");
            if (order.Fact is null)
            {
                return order.Refusal!;
            }

            orders.Add(order.Fact);
        }

        return new CaseFiling(wish.Number!.Trim(), wish.Party!.Trim(), wish.Notice!.Trim(), noticeOn, wish.Grounds!.Trim(), orders);
    }

    public static Refusal NumberTaken(string number) =>
        new("case-number", $"案号 {number} 已用于本辖区的另一图斑。", $"The case number {number} belongs to another patch of this area.") { Parameter = "number" };

    /// <summary>One more measure, while the case is open.</summary>
    public static Result<MeasureOrder> Add(PatchStanding patch, AddMeasureRequest wish, int known, DateOnly today) =>
        (PatchRules.Seen(patch, wish.Revision) ?? At(patch, Rectifying, Rectified)) is { } refusal ? refusal
        : known >= MostMeasures ? new Refusal("case-measures", $"一个案件最多 {MostMeasures} 项措施。", $"A case has {MostMeasures} measures at most.")
        : Order(wish.Measure, today, "measure.");

    public static Result<MeasureDone> Done(PatchStanding patch, IReadOnlyList<PatchMeasure> measures, int number, MeasureDoneRequest wish, DateOnly today)
    {
        if ((PatchRules.Seen(patch, wish.Revision) ?? At(patch, Rectifying)) is { } refusal)
        {
            return refusal;
        }

        if (measures.FirstOrDefault(measure => measure.Number == number) is not { } measure)
        {
            return Refusal.Bad("n", string.Join(", ", measures.Select(one => one.Number)));
        }

        if (!ToDo.Contains(measure.State))
        {
            return new Refusal("measure-state", $"第 {number} 项措施已报告完成。", $"Measure {number} was reported done already.") { Facts = new Dictionary<string, object?> { ["state"] = measure.State } };
        }

        if (wish.DoneOn is not { } on || on < measure.OrderedOn || on > today)
        {
            return Refusal.Bad("doneOn", $"a day from {measure.OrderedOn:yyyy-MM-dd} to {today:yyyy-MM-dd}");
        }

        var photos = wish.Photos ?? [];
        return !PatchRules.IsReason(wish.Note) ? Refusal.Bad("note", $"up to {PatchRules.MostReasonChars} characters without control characters")
            : photos.Count > MostPhotos || photos.Any(photo => !PhotoBody.IsHash(photo)) ? Refusal.Bad("photos", $"up to {MostPhotos} SHA-256, 64 hexadecimal digits in small letters each")
            : new MeasureDone(number, on, PatchRules.Tidy(wish.Note), [.. photos.Distinct(StringComparer.Ordinal)], measures.All(one => one.Number == number || !ToDo.Contains(one.State)));
    }

    /// <summary>Photographs of measures are taken while there is one to be carried out.</summary>
    public static Refusal? AgainstPhotos(PatchStanding patch) => At(patch, Rectifying);

    public static Refusal? AgainstMorePhotos(int known) =>
        known >= MostPhotosOfCase ? new Refusal("photo-many", $"每个案件最多 {MostPhotosOfCase} 张照片。", $"A case takes at most {MostPhotosOfCase} photographs.") : null;

    /// <summary>Whoever names a photograph has sent it before.</summary>
    public static Refusal? AgainstMissing(MeasureDone done, IReadOnlyCollection<string> known) =>
        done.Photos.Except(known, StringComparer.Ordinal).ToList() is { Count: > 0 } missing
            ? new Refusal("measure-photos-missing", $"{missing.Count} 张照片尚未上传。", $"{missing.Count} photographs have not been sent yet.")
            {
                Parameter = "photos",
                Accepted = "hashes of photographs that were sent to /api/patches/{id}/measure-photos before",
                Facts = new Dictionary<string, object?> { ["photos"] = missing },
            }
            : null;

    /// <param name="scene">The picture that the wish names; null where there is none that the caller may see.</param>
    public static Result<CaseWord> Prove(
        PatchStanding patch, IReadOnlyList<PatchMeasure> measures, ProveRequest wish, ProofScene? scene, double mostCloudPercent, long accountId, DateOnly today)
    {
        if ((PatchRules.Seen(patch, wish.Revision) ?? At(patch, Rectified) ?? Above(patch, measures, accountId)) is { } refusal)
        {
            return refusal;
        }

        if (wish.Accepted is not { } isAccepted)
        {
            return Refusal.Bad("accepted", "true or false");
        }

        if (!PatchRules.IsReason(wish.Reason) || (!isAccepted && PatchRules.Tidy(wish.Reason) is null))
        {
            return PatchRules.BadReason(isNeeded: !isAccepted);
        }

        if (!isAccepted)
        {
            return wish.Due is { } due && due >= today ? new CaseWord(null, PatchRules.Tidy(wish.Reason), due) : Refusal.Bad("due", "today or a later day, by which it is to be done");
        }

        var isNamed = wish.Layer is not null || wish.At is not null;
        return Picture(measures, isNamed, scene, mostCloudPercent) ?? Paper(measures, wish, today)
            ?? (Result<CaseWord>)new CaseWord(new CaseProof(isNamed ? scene : null, PatchRules.Tidy(wish.Document), wish.DocumentOn), PatchRules.Tidy(wish.Reason), null);
    }

    /// <summary>What the caller may do now, so that a screen need not guess.</summary>
    public static CaseAllowed Allowed(PatchStanding patch, IReadOnlyList<PatchMeasure> measures, long accountId) => new(
        patch.State == Open, patch.State is Rectifying or Rectified, patch.State == Rectifying, patch.State == Rectified && Above(patch, measures, accountId) is null);

    public static bool NeedsPicture(IReadOnlyList<PatchMeasure> measures) => measures.Any(measure => ShowsOnTheGround(measure.Kind));

    public static bool NeedsDocument(IReadOnlyList<PatchMeasure> measures) => measures.Any(measure => !ShowsOnTheGround(measure.Kind));

    private static Refusal? Picture(IReadOnlyList<PatchMeasure> measures, bool isNamed, ProofScene? scene, double mostCloudPercent)
    {
        if (scene is null)
        {
            return isNamed || NeedsPicture(measures) ? Refusal.Bad("layer", "with at: a picture of GET /api/image-scenes that was taken after the land was put right") : null;
        }

        // A document may be dated later than what the picture shows; it is the ground that the picture proves.
        var last = measures.Where(measure => ShowsOnTheGround(measure.Kind)).Select(measure => measure.DoneOn).Max() ?? measures.Select(measure => measure.DoneOn).Max();
        var takenOn = DateOnly.FromDateTime(scene.At.ToOffset(Beijing).DateTime);
        return takenOn <= last
                ? new Refusal("proof-not-later", $"影像日期 {takenOn:yyyy-MM-dd} 不晚于整改完成日期 {last:yyyy-MM-dd}。", $"The picture is of {takenOn:yyyy-MM-dd}, no later than the work, which was done on {last:yyyy-MM-dd}.")
            : !scene.Covers ? new Refusal("proof-not-covering", "影像未覆盖整个图斑。", "The picture does not cover the whole outline.")
            : scene.CloudPercent > mostCloudPercent
                ? new Refusal("proof-cloudy", $"影像云量 {scene.CloudPercent} %，超过上限 {mostCloudPercent} %。", $"{scene.CloudPercent} % of the picture is cloud; accepted is up to {mostCloudPercent} %.")
            : scene.ShownShare is not { } shown ? Unreadable
            : shown < LeastShown
                ? new Refusal("proof-not-shown", $"影像中图斑有数据的部分仅 {PercentOf(shown)} %，至少应为 {LeastShown * 100} %。", $"The picture has data over {PercentOf(shown)} % of the patch; accepted is from {LeastShown * 100} %.")
            : null;
    }

    /// <summary>Down to a tenth, so that what is too little never reads as enough.</summary>
    private static string PercentOf(double share) => (Math.Floor(share * 1000) / 10).ToString("0.#", CultureInfo.InvariantCulture);

    private static Refusal? Paper(IReadOnlyList<PatchMeasure> measures, ProveRequest wish, DateOnly today) =>
        PatchRules.Tidy(wish.Document) is null && !NeedsDocument(measures) ? null
        : TextOf("document", wish.Document, MostNumberChars)
            ?? (wish.DocumentOn is { } on && on <= today ? null : Refusal.Bad("documentOn", "the day of the document, today or earlier"));

    /// <summary>It takes an officer above the county who had no part in it.</summary>
    private static Refusal? Above(PatchStanding patch, IReadOnlyList<PatchMeasure> measures, long accountId) =>
        !patch.CallerAbove ? new Refusal("patch-level", "须由上级验收。", "This takes an officer of an area above the patch's own.")
        : patch.JudgedBy == accountId ? new Refusal("patch-own-verdict", "不能验收本人判定的图斑。", "Whoever gave the verdict cannot prove it.")
        : measures.Any(measure => measure.DoneById == accountId) ? new Refusal("case-own-measure", "不能验收本人报告完成的措施。", "Whoever reported a measure done cannot prove it.")
        : null;

    private static Result<MeasureOrder> Order(MeasureOrderWish? wish, DateOnly today, string path)
    {
        if (wish is null || !Kinds.Contains(wish.Kind))
        {
            return Refusal.Bad($"{path}kind", string.Join(", ", Kinds));
        }

        var isFine = wish.Kind == "fine";
        var needsArea = wish.Kind is "demolish" or "confiscate";
        return (needsArea && wish.AreaM2 is null) || wish.AreaM2 is <= 0 or > MostAreaM2 or double.NaN ? Refusal.Bad($"{path}areaM2", $"more than 0, up to {MostAreaM2:F0} m²{(needsArea ? "" : ", or nothing")}")
            : isFine == (wish.AmountCny is null) || wish.AmountCny is < LeastFineCny or > MostFineCny ? Refusal.Bad($"{path}amountCny", isFine ? $"{LeastFineCny} … {MostFineCny} yuan" : "nothing but for a fine")
            : TextOf($"{path}document", wish.Document, MostNumberChars) is { } text ? text
            : wish.OrderedOn is not { } orderedOn || orderedOn > today ? Refusal.Bad($"{path}orderedOn", "today or an earlier day")
            : wish.Due is not { } due || due < orderedOn ? Refusal.Bad($"{path}due", $"a day from {orderedOn:yyyy-MM-dd} on")
            : new MeasureOrder(wish.Kind!, wish.AreaM2, wish.AmountCny, wish.Document!.Trim(), orderedOn, due);
    }

    private static Refusal? At(PatchStanding patch, params string[] states) => states.Contains(patch.State) ? null : PatchRules.WrongState(patch, states);

    private static Refusal? TextOf(string parameter, string? text, int most) =>
        PatchRules.Tidy(text) is { } said && said.Length <= most && PatchRules.IsReason(said) ? null : Refusal.Bad(parameter, $"1 … {most} characters without control characters");
}
