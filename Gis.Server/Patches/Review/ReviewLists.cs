using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Review;

/// <summary>The lists of patches that depend on who asks or on the calendar: to be given a second verdict, to be settled, overdue, due soon.</summary>
internal static class ReviewLists
{
    /// <summary>Of more than these the ones that harm most are shown.</summary>
    private const int Most = 5_000;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(ReviewLists));

    /// <summary>Null where the list is none of these.</summary>
    public static async Task<long[]?> FindAsync(NpgsqlConnection connection, string? list, Caller caller, DateOnly today, CancellationToken cancellationToken)
    {
        if (list is not ("second" or "differs" or "overdue" or "due_soon"))
        {
            return null;
        }

        await using var command = await OfAsync(connection, caller, today, cancellationToken);
        command.CommandText = $"{Sql} SELECT f.id FROM found f JOIN patch_stand s ON s.patch_id = f.id WHERE f.list = $6 ORDER BY coalesce(-s.basic_farmland_m2, 0), coalesce(-s.cultivated_m2, 0), f.id LIMIT $7";
        command.Parameters.Add(NpgsqlDbType.Text, list);
        command.Parameters.Add(NpgsqlDbType.Integer, Most);
        return [.. await command.ListAsync(row => row.GetInt64(0), cancellationToken)];
    }

    public static async Task<IReadOnlyList<(string List, string Area, bool IsMine, int Count)>> CountAsync(NpgsqlConnection connection, Caller caller, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = await OfAsync(connection, caller, today, cancellationToken);
        command.CommandText =
            $"""
            {Sql}, counted AS (
                SELECT area_code, coalesce(assignee = $2, false) AS is_mine, count(*) FILTER (WHERE is_over) AS over, count(*) FILTER (WHERE is_near AND NOT is_over) AS near, count(*) FILTER (WHERE is_free) AS free
                FROM late WHERE is_near OR is_free GROUP BY 1, 2
            )
            SELECT w.list, c.area_code, c.is_mine, w.count::int FROM counted c CROSS JOIN LATERAL (VALUES ('overdue', c.over), ('due_soon', c.near), ('unassigned', c.free)) w (list, count) WHERE w.count > 0
            UNION ALL
            SELECT list, area_code, false, count(*)::int FROM asked GROUP BY 1, 2
            ORDER BY 2, 1
            """;
        return await command.ListAsync(row => (row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetInt32(3)), cancellationToken);
    }

    private static async Task<NpgsqlCommand> OfAsync(NpgsqlConnection connection, Caller caller, DateOnly today, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var roots = caller.Roots(Role.Officer);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, await AreaCodes.UnderAsync(connection, caller.ReadingRoots, area: null, cancellationToken));
        command.Parameters.Add(NpgsqlDbType.Bigint, caller.AccountId);
        command.Parameters.Add(NpgsqlDbType.Date, today);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, await AreaCodes.UnderAsync(connection, roots, area: null, cancellationToken));
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return command;
    }
}
