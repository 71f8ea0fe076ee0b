using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Rollups;

/// <summary>Finds the nights of district meters anew with the use of their hours and days, for <see cref="Alarms.DistrictWatch"/> to judge.</summary>
internal static class NightWriter
{
    private const double LitresPerM3 = 1_000;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan EndOfNight = TimeSpan.FromHours(4);
    private static readonly string WriteSql = EmbeddedSql.Read("Rollups/write-nights.sql");
    private static readonly string DropSql = EmbeddedSql.Read("Rollups/drop-unknown-nights.sql");

    /// <summary>The nights that are over and touched by what came: none where the meter is not a district's.</summary>
    public static IEnumerable<NightRow> Rows(DueMeter meter, List<UseSegment> register, List<UseSegment> intervals, DateTimeOffset closedTo) =>
        meter.NightEnds().Where(end => end <= closedTo).Select(end => new NightRow(
            meter.ThingId, end, MeterUse.NightLitresPerHour(register, intervals, end - EndOfNight), MeanLitresPerHour(register, intervals, end)));

    public static async Task WriteAsync(NpgsqlConnection connection, List<NightRow> nights, DateTimeOffset horizon, CancellationToken cancellationToken)
    {
        // Of a night whose readings retention may have dropped, what was found before stands.
        var whole = nights.Where(n => n.EndsAt - Day >= horizon).ToList();
        if (whole.Count == 0)
        {
            return;
        }

        var known = whole.Where(n => n.LeastLitresPerHour is not null).ToList();
        var unknown = whole.Where(n => n.LeastLitresPerHour is null).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command(DropSql, Sql.Longs(unknown.Select(n => n.ThingId)), Sql.Times(unknown.Select(n => n.EndsAt))));
        batch.BatchCommands.Add(Sql.Command(
            WriteSql,
            Sql.Longs(known.Select(n => n.ThingId)),
            Sql.Times(known.Select(n => n.EndsAt)),
            Sql.Numbers(known.Select(n => n.LeastLitresPerHour)),
            Sql.Numbers(known.Select(n => n.MeanLitresPerHour))));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Null where some of the 24 hours is not known: what is missing would make the mean too small.</summary>
    private static double? MeanLitresPerHour(List<UseSegment> register, List<UseSegment> intervals, DateTimeOffset end) =>
        UseAmount.Better(MeterUse.Within(register, end - Day, end), MeterUse.Within(intervals, end - Day, end)) is { State: not UseState.Partial } amount
            ? amount.M3 * LitresPerM3 / Day.TotalHours
            : null;
}
