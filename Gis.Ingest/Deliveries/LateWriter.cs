using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Npgsql;

namespace Gis.Ingest.Deliveries;

/// <summary>Notes which days of the data got values after they were over, so that they are counted again.</summary>
internal static class LateWriter
{
    private const string LateSql =
        """
        INSERT INTO delivery_late AS l (thing_id, day, backfill, touched_at)
        SELECT u.thing_id, u.day::date, u.backfill, $4
        FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS u(thing_id, day, backfill)
        ORDER BY u.thing_id, u.day
        ON CONFLICT (thing_id, day) DO UPDATE SET backfill = l.backfill + excluded.backfill, touched_at = greatest(l.touched_at, excluded.touched_at)
        """;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static IEnumerable<NpgsqlBatchCommand> Late(Batch batch, DateTimeOffset now)
    {
        var today = DayOf(now);
        SortedDictionary<(long Thing, int Day), long>? days = null;
        foreach (var row in batch.Values)
        {
            if (row.IsFresh && DayOf(row.At) is var day && day < today)
            {
                days ??= [];
                var key = (row.From.Thing!.Id, day);
                days[key] = days.GetValueOrDefault(key) + (TimeWindow.IsBackfill(row.End, now) ? 1 : 0);
            }
        }

        if (days is not null)
        {
            yield return Sql.Command(
                LateSql,
                Sql.Longs(days.Keys.Select(d => d.Thing)),
                Sql.Texts(days.Keys.Select(d => DateOnly.FromDayNumber(d.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                Sql.Longs(days.Values),
                Sql.Time(now));
        }
    }

    private static int DayOf(DateTimeOffset at) => (int)((at.UtcTicks + Beijing.Ticks) / TimeSpan.TicksPerDay);
}
