using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access.SignIn;

/// <summary>Gathers what a signed-in person's viewer must know.</summary>
internal sealed class MeReader(NpgsqlDataSource store)
{
    private const string AreasSql =
        """
        SELECT code, name_zh, name_en FROM area WHERE code = ANY ($1) AND valid_to IS NULL
        ORDER BY array_position(ARRAY['province', 'prefecture', 'zone', 'county', 'township', 'village'], level), code
        """;

    private const string BoundsSql =
        """
        WITH hit AS (
            SELECT ST_Extent(f.geom) FILTER (WHERE f.code = $1) AS own, ST_Extent(f.geom) AS below
            FROM layer l JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition
            WHERE l.id IN ('provinces', 'prefectures', 'counties') AND f.code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $1)
        )
        SELECT ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b) FROM (SELECT coalesce(own, below) AS b FROM hit) x WHERE b IS NOT NULL
        """;

    public async Task<Me> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var areas = await AreasAsync(connection, caller, cancellationToken);
        var names = areas.ToDictionary(area => area.Code, StringComparer.Ordinal);
        return new Me(
            caller.AccountId,
            caller.Name,
            caller.DisplayName,
            await LanguageAsync(connection, caller.AccountId, cancellationToken),
            [.. caller.Grants.Select(grant => Named(grant, names.GetValueOrDefault(grant.AreaCode)))],
            [.. caller.Grants.Select(grant => grant.Role.Text()).Distinct()],
            areas is [var widest, ..] ? await HomeAsync(connection, widest, cancellationToken) : null,
            await DemoAsync(connection, cancellationToken),
            await ProvinceAsync(connection, cancellationToken));
    }

    private static MyGrant Named(Grant grant, NamedArea? area) =>
        new(grant.Role.Text(), grant.AreaCode, area?.NameZh ?? grant.AreaCode, area?.NameEn ?? grant.AreaCode, grant.Layers);

    /// <summary>The granted areas, the widest first.</summary>
    private static async Task<IReadOnlyList<NamedArea>> AreasAsync(NpgsqlConnection connection, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(AreasSql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Roots([.. Roles.All]));
        return await command.ListAsync(row => new NamedArea(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);
    }

    private static async Task<HomeView> HomeAsync(NpgsqlConnection connection, NamedArea area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(BoundsSql, connection);
        command.Parameters.Add(NpgsqlDbType.Text, area.Code);
        var boxes = await command.ListAsync(
            row => new[] { row.GetDouble(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3) }, cancellationToken);
        return new HomeView(area.Code, area.NameZh, area.NameEn, boxes is [var box] ? box : null);
    }

    private static async Task<string?> LanguageAsync(NpgsqlConnection connection, long account, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT language FROM account WHERE id = $1", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, account);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static async Task<bool> DemoAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM thing WHERE origin = 'demo' AND retired_at IS NULL)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<NamedArea?> ProvinceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT code, name_zh, name_en FROM area WHERE level = 'province' AND valid_to IS NULL ORDER BY parent_code NULLS FIRST, code LIMIT 1",
            connection);
        var rows = await command.ListAsync(row => new NamedArea(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);
        return rows is [var province] ? province : null;
    }
}
