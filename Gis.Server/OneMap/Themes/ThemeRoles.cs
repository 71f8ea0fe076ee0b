namespace Gis.Server.OneMap.Themes;

/// <summary>The roles that the rules and the life line read of any theme; a province tells only those that it has.</summary>
internal static class ThemeRoles
{
    private const string Common =
        "number class class_name owner owner_kind location area_m2 kind use project level document zone building_allowed location_code holder mineral method stage party source verdict origin species canopy "
        + "volume_m3_ha survey_year age_group grade valid_from valid_to";

    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["approval"] = "cultivated_m2 supplement",
        ["supply"] = "approval start_due finish_due",
        ["use"] = "supply started_on finished_on idle_since built_m2",
        ["supplement"] = "accepted_on cultivated_m2",
        ["inspection"] = "found_on closed_on",
    };

    public static IEnumerable<string> Of(string theme) => Common.Split(' ').Concat(Own.GetValueOrDefault(theme, "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
