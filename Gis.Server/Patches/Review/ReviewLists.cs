using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Review;

/// <summary>The lists of patches that depend on who asks or on the calendar: to be given a second verdict, to be settled, overdue, due soon.</summary>
internal static class ReviewLists
{
    private const int Most = 5_000;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(ReviewLists));

    /// <summary>Null where the list is none of these.</summary>
    public static async Task<long[]?> FindAsync(NpgsqlConnection connection, string? list, Caller caller, DateOnly today, CancellationToken cancellationToken)
    {
        if (list is not ("second" or "differs" or "overdue" or "due_soon"))
        {
            return null;
        }

        await using var command = Of(connection, caller, today);
        command.CommandText = $"{Sql} SELECT id FROM found WHERE list = $5 LIMIT $6";
        command.Parameters.Add(NpgsqlDbType.Text, list);
        command.Parameters.Add(NpgsqlDbType.Integer, Most);
        return [.. await command.ListAsync(row => row.GetInt64(0), cancellationToken)];
    }

    public static async Task<IReadOnlyList<(string List, string Area, bool IsMine, int Count)>> CountAsync(NpgsqlConnection connection, Caller caller, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = Of(connection, caller, today);
        command.CommandText = $"{Sql} SELECT list, area_code, coalesce(assignee = $2, false), count(*)::int FROM found GROUP BY 1, 2, 3 ORDER BY 2, 1";
        return await command.ListAsync(row => (row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetInt32(3)), cancellationToken);
    }

    private static NpgsqlCommand Of(NpgsqlConnection connection, Caller caller, DateOnly today)
    {
        var command = new NpgsqlCommand { Connection = connection };
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.ReadingRoots);
        command.Parameters.Add(NpgsqlDbType.Bigint, caller.AccountId);
        command.Parameters.Add(NpgsqlDbType.Date, today);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Roots(Role.Officer));
        return command;
    }
}
