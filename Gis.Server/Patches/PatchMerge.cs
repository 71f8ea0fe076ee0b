using Gis.Server.ReadModel;
using Gis.Server.Rules;
using NetTopologySuite.IO;
using NpgsqlTypes;

namespace Gis.Server.Patches;

/// <summary>Enters the patches of a file into their batch, with what happened to each.</summary>
internal static class PatchMerge
{
    private const int AtATime = 1_000;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(PatchMerge));

    /// <returns>Ids of the new and of the changed ones, and the areas in which they lie.</returns>
    public static async Task<(List<long> New, List<long> Changed, HashSet<string> Areas)> RunAsync(
        CommandTransaction transaction, long batch, string origin, IReadOnlyList<PatchTaken> taken, long accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (added, changed, areas) = (new List<long>(), new List<long>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var chunk in taken.Chunk(AtATime))
        {
            await using var command = transaction.Command(Sql, batch, origin);
            var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false);
            void Add<T>(NpgsqlDbType type, Func<PatchTaken, T> of) => command.Parameters.Add(NpgsqlDbType.Array | type, chunk.Select(of).ToArray());
            Add(NpgsqlDbType.Text, one => one.AreaCode);
            Add(NpgsqlDbType.Text, one => one.Number);
            Add(NpgsqlDbType.Text, one => one.Place);
            Add(NpgsqlDbType.Text, one => one.Kind);
            Add(NpgsqlDbType.Text, one => one.ClassBefore);
            Add(NpgsqlDbType.Double, one => one.StatedM2);
            Add(NpgsqlDbType.Double, one => one.AreaM2);
            Add(NpgsqlDbType.Date, one => one.BeforeOn);
            Add(NpgsqlDbType.Date, one => one.AfterOn);
            Add(NpgsqlDbType.Text, one => one.Features);
            Add(NpgsqlDbType.Boolean, one => one.SaysBasicFarmland);
            Add(NpgsqlDbType.Boolean, one => one.SaysRedLine);
            Add(NpgsqlDbType.Double, one => one.Score);
            Add(NpgsqlDbType.Text, one => one.Note);
            Add(NpgsqlDbType.Bytea, one => writer.Write(one.Outline));
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                (row.GetBoolean(2) ? added : changed).Add(row.GetInt64(0));
                areas.Add(row.GetString(1));
            }
        }

        foreach (var (kind, ids) in ((string, List<long>)[])[("issued", added), ("changed", changed)])
        {
            // What is another than it was is judged anew.
            await transaction.ExecuteAsync(
                "INSERT INTO patch_event (patch_id, kind, at, account_id, state) SELECT id, $2, $3, $4, 'issued' FROM unnest($1) id ORDER BY id", cancellationToken, ids.ToArray(), kind, now, accountId);
        }

        return (added, changed, areas);
    }
}
