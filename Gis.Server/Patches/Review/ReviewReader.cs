using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>Reads what the rules want to know of second verdicts and interests.</summary>
internal static class ReviewReader
{
    public static async Task<ReviewStanding> ReadAsync(NpgsqlConnection connection, long patch, long account, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(x.is_sealed, false), coalesce(x.differs, false), x.second_by, a.display_name, x.second_verdict, x.second_reason, x.second_at,
                   EXISTS (SELECT FROM patch_event e WHERE e.patch_id = $1 AND e.account_id = $2 AND e.kind IN ('judged', 'second')),
                   EXISTS (SELECT FROM patch_conflicts(ARRAY[$1], $3, $2))
            FROM (VALUES ($1)) one (id) LEFT JOIN patch_second x ON x.patch_id = one.id LEFT JOIN account a ON a.id = x.second_by
            """,
            connection)
        {
            Parameters = { new() { Value = patch }, new() { Value = account }, new() { Value = today } },
        };
        return (await command.ListAsync(
            row => new ReviewStanding(
                account, row.GetBoolean(0), row.GetBoolean(1), row.LongOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TimeOrNull(6), row.GetBoolean(7), row.GetBoolean(8)),
            cancellationToken)).Single();
    }

    /// <summary>Has this account a declared interest in the patch?</summary>
    public static async Task<bool> HasInterestAsync(NpgsqlConnection connection, long patch, long? account, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM patch_conflicts(ARRAY[$1], $3, $2))", connection)
        {
            Parameters = { new() { Value = patch }, new() { Value = account ?? 0 }, new() { Value = today } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
