using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Rollups;

/// <summary>
/// Decides up to where hours may be closed. What an open batch holds unmarked is at most <see cref="RollupMarks.Fresh"/> older than the batch's
/// transaction; so an hour may be closed once every transaction of the ingest role that is open began well after its end, however long a COMMIT takes.
/// The rest of <see cref="Distance"/> is room for clocks that differ between machines.
/// </summary>
internal static class RollupWatermark
{
    public static readonly TimeSpan Distance = TimeSpan.FromMinutes(10);

    // A transaction leaves this view after its rows can be seen. Ages are the store's own, so its clock need not be ours.
    private const string OldestSql =
        """
        SELECT max(clock_timestamp() - xact_start) FROM pg_stat_activity
        WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
        """;

    /// <param name="connection">Outside of a transaction: what is read after this sees all that the answer counts on.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DateTimeOffset> FindAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(OldestSql, connection);
        var oldest = await command.ExecuteScalarAsync(cancellationToken) is TimeSpan age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
        return RollupMarks.HourOf(now - oldest - Distance);
    }
}
