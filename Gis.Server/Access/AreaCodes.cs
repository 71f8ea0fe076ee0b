using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access;

/// <summary>The areas inside some nodes of the tree, by their codes.</summary>
internal static class AreaCodes
{
    /// <summary>
    /// Named one by one, the store knows from its statistics how many of all rows lie in them, and reads a county by its index and a province by its order;
    /// asked in the same statement which they are, it guesses.
    /// </summary>
    /// <param name="area">Only those inside this one too; null: all.</param>
    public static async Task<string[]> UnderAsync(NpgsqlConnection connection, string[] roots, string? area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT DISTINCT code FROM area_ancestor WHERE ancestor = ANY ($1) AND ($2::text IS NULL OR code IN (SELECT code FROM area_ancestor WHERE ancestor = $2)) ORDER BY code
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Text, area);
        return [.. await command.ListAsync(row => row.GetString(0), cancellationToken)];
    }
}
