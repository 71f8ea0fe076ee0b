using Gis.Server.Rules;

namespace Gis.Server.Patches.Field;

/// <summary>
/// When a field check is taken. It stands against the assignment, not the patch's revision: a reminder or another comparison while the phone had no link
/// takes nothing away from what was seen on the ground, but a verdict, or giving the patch to somebody else, does.
/// </summary>
internal static class FieldRules
{
    public const int MostTextChars = 200;
    public const int MostNoteChars = 1000;

    private const double MostBuiltM2 = 1e9;

    public static readonly string[] Open = ["issued", "overlaid", "assigned", "returned"];

    public static Result<PatchFact> Check(PatchStanding patch, FieldStanding field, FieldCheckRequest wish, long accountId, DateTimeOffset now, FieldGround ground) =>
        Standing(patch, field, accountId) ?? Form(wish, DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime)) ?? Proof(field, wish, accountId, now, ground)
        ?? (Result<PatchFact>)new PatchFact("verified", "verified", Details: DetailsOf(wish, [.. Named(field, wish)]));

    /// <summary>What photographs do not show yet, as codes.</summary>
    public static IReadOnlyList<string> Lacking(IReadOnlyList<PhotoRow> photos, FieldGround ground)
    {
        var sides = photos.Where(photo => photo.Role == "side").ToList();
        var lacks = new List<string>();
        if (photos.All(photo => photo.Role != "far"))
        {
            lacks.Add("far");
        }

        if (photos.All(photo => photo.Role != "near"))
        {
            lacks.Add("near");
        }

        if (sides.Count < ground.Sides)
        {
            lacks.Add("side");
        }
        else if (!sides.Any(one => sides.Any(other => ApartDeg(one.AzimuthDeg, other.AzimuthDeg) >= ground.ApartDeg)))
        {
            lacks.Add("directions");
        }

        if (photos.Count > 0 && !photos.Any(photo => IsAt(photo, ground)))
        {
            lacks.Add("place");
        }

        if (lacks.Count == 0 && photos.Count < ground.Photos)
        {
            lacks.Add("count");
        }

        return lacks;
    }

    /// <summary>Between two directions, 0 … 180.</summary>
    public static double ApartDeg(double one, double other) => 180 - Math.Abs(Math.Abs(one - other) - 180);

    private static bool IsAt(PhotoRow photo, FieldGround ground) => photo.DistanceM <= ground.NearM && photo.AccuracyM <= ground.AccuracyM;

    private static Refusal? Standing(PatchStanding patch, FieldStanding field, long accountId) =>
        !Open.Contains(patch.State)
            ? new Refusal("patch-state", $"图斑当前状态为 {patch.State}，不再接收外业核实。", $"The patch is {patch.State}; a field check takes one that is {string.Join(" or ", Open)}.")
            {
                Facts = new Dictionary<string, object?> { ["state"] = patch.State },
            }
            : field.Assignee != accountId
                ? new Refusal("field-not-yours", "该图斑未派发给您，或已改派他人。", "This patch is not assigned to you, or was given to somebody else meanwhile.")
                : null;

    private static Refusal? Form(FieldCheckRequest wish, DateOnly today) =>
        wish.ClientId is null || wish.ClientId == Guid.Empty ? Refusal.Bad("clientId", "a UUID that the phone made for this check")
        : !IsText(wish.Use, 1, MostTextChars) ? Refusal.Bad("use", $"how the ground is used now, in 1 … {MostTextChars} characters")
        : !IsText(wish.Party, 1, MostTextChars) ? Refusal.Bad("party", $"who uses it, or that nobody would say, in 1 … {MostTextChars} characters")
        : wish.StartedOn is { } day && (day > today || day.Year < 1949) ? Refusal.Bad("startedOn", "a day that has come, or nothing where nobody knows")
        : wish.BuiltM2 is not (>= 0 and <= MostBuiltM2) ? Refusal.Bad("builtM2", "built area in m², 0 where nothing stands")
        : wish.Fenced is null ? Refusal.Bad("fenced", "true where it could not be entered, else false")
        : !IsText(wish.Note, 0, MostNoteChars) ? Refusal.Bad("note", $"up to {MostNoteChars} characters without control characters")
        : wish.Fenced == true && string.IsNullOrWhiteSpace(wish.Note)
            ? new Refusal("field-fenced", "无法进入现场时，须在备注中写明从何处看到什么。", "Where it could not be entered, the note must say what was seen, and from where.") { Status = StatusCodes.Status400BadRequest, Parameter = "note" }
        : wish.Photos is not { Count: > 0 and <= 200 } ? Refusal.Bad("photos", "the hashes of the photographs that were sent before")
        : null;

    private static Refusal? Proof(FieldStanding field, FieldCheckRequest wish, long accountId, DateTimeOffset now, FieldGround ground)
    {
        var named = Named(field, wish).ToList();
        var missing = wish.Photos!.Distinct(StringComparer.Ordinal).Where(hash => named.All(photo => photo.Hash != hash)).ToList();
        var foreign = named.Where(photo => photo.AccountId != accountId).ToList();
        var early = named.Where(photo => photo.TakenAt < field.Since - Skew(ground)).ToList();
        var late = named.Where(photo => photo.TakenAt > now + Skew(ground)).ToList();
        var lacks = Lacking(named, ground);
        return missing.Count > 0 ? Of("field-photos-missing", "photos", missing, $"{missing.Count} 张照片尚未上传。", $"{missing.Count} photographs have not been sent yet.")
            : foreign.Count > 0 ? Of("field-photos-foreign", "photos", Hashes(foreign), $"{foreign.Count} 张照片为他人上传。", $"{foreign.Count} photographs were sent by somebody else.")
            : early.Count > 0 ? Of("field-photos-early", "photos", Hashes(early), $"{early.Count} 张照片拍摄于派发之前。", $"{early.Count} photographs were taken before the patch was assigned.")
            : late.Count > 0 ? Of("field-photos-late", "photos", Hashes(late), $"{late.Count} 张照片的时间在将来，请校准手机时钟。", $"{late.Count} photographs are from the future; set the phone's clock.")
            : lacks.Count > 0 ? Of("field-photos-lacking", "lacking", lacks, $"照片不足：{string.Join("、", lacks.Select(lack => Zh(lack, ground)))}。", $"The photographs lack: {string.Join("; ", lacks.Select(lack => En(lack, ground)))}.")
            : null;
    }

    private static FieldCheckDetails DetailsOf(FieldCheckRequest wish, IReadOnlyList<PhotoRow> photos) => new(
        wish.Use!.Trim(), wish.Party!.Trim(), wish.StartedOn, wish.BuiltM2!.Value, wish.Fenced!.Value, string.IsNullOrWhiteSpace(wish.Note) ? null : wish.Note.Trim(),
        Hashes(photos), photos.Min(photo => photo.DistanceM), wish.ClientId!.Value);

    private static IEnumerable<PhotoRow> Named(FieldStanding field, FieldCheckRequest wish) => field.Photos.Where(photo => wish.Photos!.Contains(photo.Hash, StringComparer.Ordinal));

    private static Refusal Of(string code, string fact, IReadOnlyList<string> values, string zh, string en) =>
        new(code, zh, en) { Facts = new Dictionary<string, object?> { [fact] = values } };

    private static List<string> Hashes(IEnumerable<PhotoRow> photos) => [.. photos.Select(photo => photo.Hash)];

    private static TimeSpan Skew(FieldGround ground) => TimeSpan.FromMinutes(ground.SkewMinutes);

    private static string Zh(string lack, FieldGround ground) => lack switch
    {
        "far" => "远景",
        "near" => "近景",
        "side" => $"侧面 {ground.Sides} 张",
        "directions" => $"两张侧面照方向相差不足 {ground.ApartDeg:F0}°",
        "place" => $"须有一张在图斑内或距其 {ground.NearM:F0} 米以内（定位精度 {ground.AccuracyM:F0} 米以内）",
        _ => $"至少 {ground.Photos} 张",
    };

    private static string En(string lack, FieldGround ground) => lack switch
    {
        "far" => "one from far",
        "near" => "one from near",
        "side" => $"{ground.Sides} from the side",
        "directions" => $"two sides that look {ground.ApartDeg:F0}° apart",
        "place" => $"one inside the patch or within {ground.NearM:F0} m of it, by a position good to {ground.AccuracyM:F0} m",
        _ => $"{ground.Photos} in all",
    };

    private static bool IsText(string? text, int least, int most) =>
        (text?.Trim().Length ?? 0) is var length && length >= least && length <= most && text?.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t')) != true;
}
