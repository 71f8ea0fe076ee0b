using System.Globalization;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>
/// Reminds those who were given patches that are overdue or due by the end of the next working day, and of steps above the county the officers of the area whose turn it is:
/// once a day and patch, however many servers run.
/// </summary>
internal sealed class DueReminders(NpgsqlDataSource store, PatchDesk desk, TimeProvider clock)
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(DueReminders));

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
            Sql,
            today, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), clock.GetUtcNow());
        var told = await remind.ListAsync(row => (Patch: row.GetInt64(0), Area: row.GetString(1)), cancellationToken);
        await transaction.CommitAsync(
            cancellationToken,
            [.. told.Chunk(MostTold).Select(some => new LiveEntry("patch", [.. some.Select(one => one.Patch)], [.. some.Select(one => one.Area).Distinct()]))]);
        return told.Count;
    }
}
