using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Statistics;

/// <summary>Reads the figures of a period in one question.</summary>
internal static class StatisticsReader
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(StatisticsReader));

    public static async Task<PatchStatistics> ReadAsync(NpgsqlConnection connection, string[] roots, StatisticsWish wish, AccountabilityRule rule, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, await AreaCodes.UnderAsync(connection, roots, wish.Area, cancellationToken));
        command.Parameters.Add(NpgsqlDbType.Date, wish.From);
        command.Parameters.Add(NpgsqlDbType.Date, wish.To);
        command.Parameters.Add(NpgsqlDbType.Text, wish.By);
        command.Parameters.Add(NpgsqlDbType.Bigint, wish.Batch);
        command.Parameters.Add(NpgsqlDbType.Date, today);
        foreach (var words in (IReadOnlyList<string>[])[rule.Unlawful, rule.LawfulConstruction, rule.NoConstruction, rule.FinalStates, rule.PreliminaryStates, rule.PutRightStates])
        {
            command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, words.ToArray());
        }

        var all = await command.ListAsync(row => (IsWhole: row.GetBoolean(0), Figures: Read(row, rule.Threshold)), cancellationToken);
        var whole = all.Single(one => one.IsWhole).Figures;
        var rows = PatchStatistics.Shared(whole, [.. all.Where(one => !one.IsWhole).Select(one => one.Figures)]);
        return new PatchStatistics(wish.From, wish.To, wish.By, wish.Area, wish.Batch, rule, whole, rows);
    }

    private static PatchFigures Read(NpgsqlDataReader row, decimal threshold) => new(
        row.GetString(1),
        row.TextOrNull(2),
        row.TextOrNull(3),
        row.TextOrNull(4),
        row.GetInt32(5),
        StatedArea.Of(row.GetDecimal(6)),
        StatedArea.Of(row.GetDecimal(7)),
        StatedArea.Of(row.GetDecimal(8)),
        row.GetInt32(9),
        row.GetInt32(10),
        row.GetInt32(11),
        row.GetInt32(12),
        row.GetInt32(13),
        row.GetInt32(14),
        row.GetInt32(15),
        row.GetInt32(16),
        row.GetInt32(17),
        row.GetInt32(18),
        Accountability.Of(
            new CultivatedLand(row.GetDecimal(19), row.GetDecimal(20), row.GetDecimal(21), row.GetDecimal(22), row.GetDecimal(23), row.GetDecimal(24)), threshold));
}
