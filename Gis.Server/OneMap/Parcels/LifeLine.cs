using Gis.Server.Land;
using NetTopologySuite.Geometries;

namespace Gis.Server.OneMap.Parcels;

/// <summary>Puts records in the order of a life line.</summary>
internal static class LifeLine
{
    /// <summary>Roles under which a record names another, with the theme of that.</summary>
    private static readonly string[] LinkRoles = [LandTheme.Approval, LandTheme.Supply, LandTheme.Supplement];

    private static readonly string[] DayRoles =
        ["valid_from", "valid_to", "start_due", "finish_due", "started_on", "finished_on", "idle_since", "accepted_on", "found_on", "closed_on"];

    /// <summary>The themes in the order in which law has them, for steps of one day.</summary>
    private static readonly string[] Order = [LandTheme.Approval, LandTheme.Supplement, LandTheme.Supply, LandTheme.Use, LandTheme.Inspection];

    /// <param name="place">The parcel, or a point.</param>
    /// <param name="touching">What meets the place.</param>
    /// <param name="named">What those name by number and lies elsewhere.</param>
    /// <param name="day">On which the status is told.</param>
    public static IReadOnlyList<LifeStep> Of(Geometry place, IReadOnlyList<LandRecord> touching, IReadOnlyList<LandRecord> named, DateOnly day)
    {
        var placeM2 = EllipsoidArea.SquareMetres(place);
        var known = touching.Concat(named).Where(record => record.Number is not null).ToLookup(record => (record.Theme, record.Number!));
        return
        [
            .. touching.Select(record => (Record: record, Touches: true, Overlap: LandOverlay.Both(record.Geometry, place)))
                .Where(one => placeM2 == 0 || one.Record.Geometry.Dimension < Dimension.Surface || !one.Overlap.IsEmpty)
                .Concat(named.Select(record => (record, false, (Geometry)Polygon.Empty)))
                .Select(one => StepOf(one.Item1, one.Item2, one.Item3))
                .OrderBy(step => step.On is null).ThenBy(step => step.On)
                .ThenBy(step => Array.IndexOf(Order, step.Theme) is >= 0 and var rank ? rank : Order.Length).ThenBy(step => step.Theme, StringComparer.Ordinal).ThenBy(step => step.Feature),
        ];

        LifeStep StepOf(LandRecord record, bool touches, Geometry overlap)
        {
            var overlapM2 = EllipsoidArea.SquareMetres(overlap);
            return new LifeStep(
                record.Theme, record.Layer, record.Feature, record.Number, LandStatus.BeginOf(record), LandStatus.On(record, day), DaysOf(record), record.Values,
                LandArea.Of(record.AreaM2), record.Amount("area_m2"), LandArea.Of(overlapM2), placeM2 > 0 ? Math.Min(1, overlapM2 / placeM2) : 0,
                placeM2 > 0 && touches && record.Geometry.Dimension == Dimension.Surface && Slivers.SignificantM2(overlap) == 0, touches,
                [.. LinksOf(record).Select(link => new LifeLink(link.Role, link.Number, known[(link.Role, link.Number)].FirstOrDefault()?.Feature))]);
        }
    }

    public static IEnumerable<(string Role, string Number)> LinksOf(LandRecord record) =>
        from role in LinkRoles
        let number = record.Theme == role ? null : record.Text(role)
        where number is not null
        select (role, number);

    private static Dictionary<string, DateOnly> DaysOf(LandRecord record) =>
        DayRoles.Where(role => record.Day(role) is not null).ToDictionary(role => role, role => record.Day(role)!.Value, StringComparer.Ordinal);
}
