namespace Gis.Server.Land;

/// <summary>How a record stands on a day.</summary>
internal static class LandStatus
{
    public const string InForce = "in_force";
    public const string NotYet = "not_yet";
    public const string Valid = "valid";
    public const string Expired = "expired";

    /// <summary>The words that may come, for the API document.</summary>
    public const string Words = "in_force not_yet valid expired planned under_way idle finished accepted open closed";

    public static string On(LandRecord record, DateOnly day) => record.Theme switch
    {
        LandTheme.Use => OfUse(record, day),
        LandTheme.Supplement => record.Day("accepted_on") is { } accepted && accepted <= day ? "accepted" : "planned",
        LandTheme.Inspection => record.Day("closed_on") is { } closed && closed <= day ? "closed" : record.Day("found_on") > day ? NotYet : "open",
        _ => OfTerm(record, day),
    };

    /// <summary>The day by which a record stands on the life line; null where it names none.</summary>
    public static DateOnly? BeginOf(LandRecord record) =>
        record.Day("valid_from") ?? record.Day("started_on") ?? record.Day("accepted_on") ?? record.Day("found_on")
        ?? (int.TryParse(record.Text("survey_year"), out var year) && year is > 1900 and < 2200 ? new DateOnly(year, 1, 1) : null);

    private static string OfUse(LandRecord use, DateOnly day) =>
        use.Day("finished_on") <= day ? "finished"
        : use.Day("idle_since") <= day ? "idle"
        : use.Day("started_on") <= day ? "under_way"
        : "planned";

    private static string OfTerm(LandRecord record, DateOnly day)
    {
        var (from, to) = (record.Day("valid_from"), record.Day("valid_to"));
        return to < day ? Expired : from > day ? NotYet : from is null && to is null ? InForce : Valid;
    }
}
