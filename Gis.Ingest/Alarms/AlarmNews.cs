using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>Writes and announces what a watch has judged, which no message of the field has brought.</summary>
internal static class AlarmNews
{
    private const string AnnounceSql = "SELECT append_live_event('ingest', $1, $2, $3)";

    /// <summary>The last statements before COMMIT; none where nothing was judged.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Commands(AlarmJudge alarms, DateTimeOffset now)
    {
        foreach (var command in alarms.Commands(now))
        {
            yield return command;
        }

        if (alarms.Changes.Count > 0)
        {
            var things = alarms.Changes.Select(c => c.Verdict.Thing).DistinctBy(t => t.Id).ToList();
            yield return Sql.Command(
                AnnounceSql,
                Sql.Longs(things.Select(t => t.Id)),
                Sql.Texts(things.Select(t => t.Area).Distinct()),
                Sql.Json(LiveEventPayload.Write(new Batch([]), alarms.Changes, [], [])));
        }
    }
}
