namespace Gis.Ingest.Video;

/// <summary>Kinds of video events.</summary>
internal static class VideoKinds
{
    public const string Motion = "motion";
    public const string Intrusion = "intrusion";
    public const string Line = "line";
    public const string Loiter = "loiter";
    public const string Fire = "fire";
    public const string Smoke = "smoke";
    public const string LeftObject = "left_object";
    public const string Tamper = "tamper";
    public const string VideoLost = "video_lost";
    public const string Plate = "plate";
    public const string Count = "count";
    public const string Temperature = "temperature";
    public const string WaterColour = "water_colour";
    public const string Other = "other";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["leftObject"] = LeftObject,
        ["videoLost"] = VideoLost,
        ["waterColour"] = WaterColour,
        ["waterColor"] = WaterColour,
        ["water_color"] = WaterColour,
    };

    private static readonly string[] All =
        [Motion, Intrusion, Line, Loiter, Fire, Smoke, LeftObject, Tamper, VideoLost, Plate, Count, Temperature, WaterColour, Other];

    /// <summary>The kind of the unified form's word; null when there is no such kind.</summary>
    public static string? Parse(string? word) =>
        word is null ? null
        : Names.TryGetValue(word, out var kind) ? kind
        : All.FirstOrDefault(k => string.Equals(k, word, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<string> Words => All;
}
