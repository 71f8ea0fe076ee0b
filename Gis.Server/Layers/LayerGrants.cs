using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Layers;

/// <summary>Reads the grants that name a layer, as one caller may know of them.</summary>
internal static class LayerGrants
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(LayerGrants));

    public static async Task<IReadOnlyList<(LayerGrantRow Row, long Account, long? Request)>> ReadAsync(
        NpgsqlConnection connection, string layer, Caller caller, long? id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = layer },
                new() { Value = caller.Name },
                new() { Value = AdministeredRoots(caller, layer) },
                new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            },
        };
        return await command.ListAsync(
            row => (
                new LayerGrantRow(
                    row.GetInt64(0), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.TextOrNull(6), row.Time(7), row.TimeOrNull(8), row.GetBoolean(9)),
                row.GetInt64(1),
                row.IsDBNull(10) ? (long?)null : row.GetInt64(10)),
            cancellationToken);
    }

    /// <summary>The nodes in which the caller administers this layer.</summary>
    public static string[] AdministeredRoots(Caller caller, string layer) =>
        [.. Reaching(caller, layer).Where(grant => grant.Role == Role.Administrator).Select(grant => grant.AreaCode).Distinct(StringComparer.Ordinal)];

    /// <summary>The nodes in which the caller reads this layer by a grant of his own.</summary>
    public static string[] OwnRoots(Caller caller, string layer) => [.. Reaching(caller, layer).Select(grant => grant.AreaCode).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Grant> Reaching(Caller caller, string layer) => caller.Grants.Where(grant => grant.Layers is null || grant.Layers.Contains(layer, StringComparer.Ordinal));
}
