namespace Gis.Ingest;

/// <summary>
/// Who in the field may say and hear what, by the name of the user: the one list from which a broker's access file is written and by which this
/// system's own endpoint decides. <c>%u</c> stands for the user.
/// </summary>
public static class FieldRights
{
    /// <summary>The user under which Frigate speaks for all its cameras.</summary>
    public const string FrigateUser = "frigate";

    public const string FrigateTopic = "frigate/events";

    /// <summary>Filters of the topics that a device publishes to.</summary>
    public static readonly IReadOnlyList<string> SaysPatterns =
    [
        "hj212/%u/up", "things/%u/observations", "meters/%u/up", "meters/%u/event", "application/%u/device/+/event/up", "video/%u/#",
        "units/%u/position", "units/%u/reports",
    ];

    /// <summary>The topics on which a device is spoken to.</summary>
    public static readonly IReadOnlyList<string> HearsPatterns = ["hj212/%u/down", "things/%u/receipts", "units/%u/orders"];

    public static IEnumerable<string> Says(string user) => user == FrigateUser ? [.. For(SaysPatterns, user), FrigateTopic] : For(SaysPatterns, user);

    public static IEnumerable<string> Hears(string user) => For(HearsPatterns, user);

    private static IEnumerable<string> For(IReadOnlyList<string> patterns, string user) =>
        patterns.Select(pattern => pattern.Replace("%u", user, StringComparison.Ordinal));
}
