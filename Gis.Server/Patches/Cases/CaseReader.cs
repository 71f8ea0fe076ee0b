using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Cases;

/// <summary>Reads cases, their measures, and pictures that may prove them.</summary>
internal static class CaseReader
{
    private static readonly string Neighbours = EmbeddedSql.Beside(typeof(CaseReader));

    /// <param name="standing">Null where the caller is no officer there.</param>
    public static async Task<CaseCard> ReadAsync(
        NpgsqlConnection connection, long patch, string[] roots, PatchStanding? standing, long accountId, DateOnly today, CancellationToken cancellationToken)
    {
        var measures = await MeasuresAsync(connection, patch, today, cancellationToken);
        var neighbours = await NeighboursAsync(connection, patch, roots, cancellationToken);
        return new CaseCard(
            await FiledAsync(connection, patch, cancellationToken),
            measures,
            await ProofAsync(connection, patch, cancellationToken),
            [.. neighbours.Where(one => one.IsEarlier).Select(one => one.Patch)],
            [.. neighbours.Where(one => !one.IsEarlier).Select(one => one.Patch)],
            CaseRules.NeedsPicture(measures),
            CaseRules.NeedsDocument(measures),
            standing is null ? CaseCard.None.Allowed : CaseRules.Allowed(standing, measures, accountId))
        {
            Photos = measures.Count == 0 ? [] : await MeasurePhotoReader.ReadAsync(connection, patch, cancellationToken),
        };
    }

    public static async Task<IReadOnlyList<PatchMeasure>> MeasuresAsync(NpgsqlConnection connection, long patch, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT m.number, m.kind, m.area_m2, m.amount_cny, m.document, m.ordered_on, m.due, m.state, m.state IN ('ordered', 'refused') AND m.due < $2, m.done_on, m.done_by, a.display_name, m.note, m.photos
            FROM patch_measure m LEFT JOIN account a ON a.id = m.done_by WHERE m.patch_id = $1 ORDER BY m.number
            """,
            connection)
        { Parameters = { new() { Value = patch }, new() { Value = today } } };
        return await command.ListAsync(
            row => new PatchMeasure(
                row.GetInt32(0), row.GetString(1), row.DoubleOrNull(2), row.IsDBNull(3) ? null : row.GetDecimal(3), row.GetString(4), row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6),
                row.GetString(7), row.GetBoolean(8), PatchReader.DayOrNull(row, 9), row.LongOrNull(10), row.TextOrNull(11), row.TextOrNull(12), row.GetFieldValue<string[]>(13)),
            cancellationToken);
    }

    /// <summary>The picture of that layer and time, where the caller may see it: published to all, granted by name, or by a grant at the top of the area tree.</summary>
    public static async Task<ProofScene?> SceneAsync(NpgsqlConnection connection, long patch, string? layer, DateTimeOffset? at, Caller caller, CancellationToken cancellationToken)
    {
        if (layer is null || at is not { } time)
        {
            return null;
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT i.layer, i.at, i.sensor, i.cloud_percent, i.resolution_m, i.sha256, ST_Covers(ST_MakeEnvelope(i.min_lon, i.min_lat, i.max_lon, i.max_lat, 4490), p.outline)
            FROM layer_image i JOIN layer l ON l.id = i.layer JOIN patch p ON p.id = $1
            WHERE i.layer = $2 AND i.at = $3 AND i.replaced_at IS NULL
              AND (l.published OR l.id = ANY ($4) OR EXISTS (SELECT FROM area a WHERE a.code = ANY ($5) AND a.parent_code IS NULL AND a.valid_to IS NULL))
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        command.Parameters.Add(NpgsqlDbType.Text, layer);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, time.ToUniversalTime());
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Grants.SelectMany(grant => grant.Layers ?? []).ToArray());
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Grants.Where(grant => grant.Layers is null).Select(grant => grant.AreaCode).ToArray());
        return (await command.ListAsync(
            row => new ProofScene(row.GetString(0), row.Time(1), row.TextOrNull(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.GetString(5), row.GetBoolean(6)), cancellationToken)).SingleOrDefault();
    }

    private static async Task<PatchCase?> FiledAsync(NpgsqlConnection connection, long patch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT c.number, c.party, c.notice, c.notice_on, c.grounds, c.filed_at, a.display_name FROM patch_case c JOIN account a ON a.id = c.account_id WHERE c.patch_id = $1", connection)
        { Parameters = { new() { Value = patch } } };
        return (await command.ListAsync(
            row => new PatchCase(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetString(4), row.Time(5), row.GetString(6)), cancellationToken)).SingleOrDefault();
    }

    /// <summary>The proof that holds: of a patch that is accepted.</summary>
    private static async Task<CaseProof?> ProofAsync(NpgsqlConnection connection, long patch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT details::text FROM (SELECT kind, details FROM patch_event WHERE patch_id = $1 AND state IS NOT NULL ORDER BY id DESC LIMIT 1) last WHERE kind = 'accepted'", connection)
        { Parameters = { new() { Value = patch } } };
        return (await command.ListAsync(row => JsonSerializer.Deserialize<CaseProof>(row.GetString(0), JsonSerializerOptions.Web), cancellationToken)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<(bool IsEarlier, CaseNeighbour Patch)>> NeighboursAsync(NpgsqlConnection connection, long patch, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Neighbours, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return await command.ListAsync(
            row => (row.GetBoolean(0), new CaseNeighbour(
                row.GetInt64(1), row.GetString(2), row.GetString(3), PatchReader.DayOrNull(row, 4), row.GetString(5), row.TextOrNull(6), PatchReader.DayOrNull(row, 7))),
            cancellationToken);
    }
}
