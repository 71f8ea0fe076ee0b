using System.Globalization;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>Reminds those who were given patches that are overdue or due by the end of the next working day: once a day and patch, however many servers run.</summary>
internal sealed class DueReminders(NpgsqlDataSource store, PatchDesk desk, TimeProvider clock)
{
    private const long Turn = 4543;

    /// <summary>More than this are told on as many pieces of news.</summary>
    private const int MostTold = 500;

    /// <summary>How many reminders were written; null where another process is at it.</summary>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (!await transaction.ScalarAsync<bool>("SELECT pg_try_advisory_xact_lock($1)", cancellationToken, Turn))
        {
            return null;
        }

        var today = desk.Today;
        await using var remind = transaction.Command(
            """
            WITH due AS (
                SELECT d.patch_id, d.area_code, d.due FROM patch_deadline d
                WHERE (SELECT is_working_day($1)) AND d.assignee IS NOT NULL AND d.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned') AND d.due <= (SELECT working_day_after($1, 1))
                  AND NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = d.patch_id AND e.kind = 'reminded' AND e.details ->> 'day' = $2)
            ),
            told AS (
                INSERT INTO patch_event (patch_id, kind, at, details)
                SELECT d.patch_id, 'reminded', $3, jsonb_build_object('day', $2, 'due', d.due, 'overdue', d.due < $1) FROM due d ORDER BY d.patch_id RETURNING patch_id
            )
            SELECT d.patch_id, d.area_code FROM told t JOIN due d USING (patch_id) ORDER BY d.area_code, d.patch_id
            """,
            today, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), clock.GetUtcNow());
        var told = await remind.ListAsync(row => (Patch: row.GetInt64(0), Area: row.GetString(1)), cancellationToken);
        await transaction.CommitAsync(
            cancellationToken,
            [.. told.Chunk(MostTold).Select(some => new LiveEntry("patch", [.. some.Select(one => one.Patch)], [.. some.Select(one => one.Area).Distinct()]))]);
        return told.Count;
    }
}
