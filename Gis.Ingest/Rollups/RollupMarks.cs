using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Rollups;

/// <summary>
/// Marks the hours that a batch changes and that may be closed already, in the batch's own transaction. A batch of fresh values marks nothing and costs
/// nothing: its hours are closed later, see <see cref="RollupWatermark"/>.
/// </summary>
internal static class RollupMarks
{
    /// <summary>What is younger is found when its hour is closed.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private const string MarkSql =
        "INSERT INTO rollup_due (datastream_id, hour) SELECT m.datastream_id, m.hour FROM unnest($1::bigint[], $2::timestamptz[]) AS m(datastream_id, hour)";

    /// <param name="batch">After its values are written: a value that the store had already marks nothing.</param>
    /// <param name="now">A moment after the transaction began.</param>
    public static IEnumerable<NpgsqlBatchCommand> Of(Batch batch, DateTimeOffset now)
    {
        HashSet<(long Stream, DateTimeOffset Hour)>? marks = null;
        foreach (var row in batch.Values)
        {
            if (row.IsFresh && Marks(row, now))
            {
                (marks ??= []).Add((row.Stream.Id, HourOf(row.At)));
            }
        }

        if (marks is not null)
        {
            yield return Sql.Command(MarkSql, Sql.Longs(marks.Select(m => m.Stream)), Sql.Times(marks.Select(m => m.Hour)));
        }
    }

    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>Of periods only the volumes of meters are added up, and closing an hour does not look at them.</summary>
    private static bool Marks(ValueRow row, DateTimeOffset now) =>
        row.IsPeriod ? row.Stream.Property == MeterProperty.IntervalVolume : row.At < now - Fresh;
}
