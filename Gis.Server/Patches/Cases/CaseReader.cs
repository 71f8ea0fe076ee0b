using System.Text.Json;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
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

    /// <summary>The outline of a patch in these areas; null where there is none.</summary>
    public static async Task<Geometry?> OutlineAsync(NpgsqlConnection connection, long patch, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT ST_AsBinary(outline) FROM patch WHERE id = $1 AND area_within(area_code, $2)", connection)
        { Parameters = { new() { Value = patch }, new() { Value = roots } } };
        return (await command.ListAsync(row => new WKBReader().Read(row.GetFieldValue<byte[]>(0)), cancellationToken)).SingleOrDefault();
    }

    /// <summary>SHA-256 of the file that a picture was made from.</summary>
    public static async Task<string?> HashOfAsync(NpgsqlConnection connection, long picture, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT sha256 FROM layer_image WHERE id = $1", connection) { Parameters = { new() { Value = picture } } };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
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
