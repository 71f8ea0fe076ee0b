using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gis.Tiles.Usage;

/// <summary>Reads who used a layer. What this process has counted is stored first, so that it is in it.</summary>
internal sealed class UsageReader([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, UseStore uses)
{
    private const int MostAccounts = 1_000;

    private const string Sums = "sum(requests)::bigint, sum(tiles)::bigint, sum(features)::bigint, sum(bytes)::bigint";

    public async Task<LayerUsage> ReadAsync(string layer, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await uses.StoreAsync(cancellationToken);
        await using var batch = store.CreateBatch();
        foreach (var sql in (string[])[
            $"SELECT day, {Sums} FROM layer_usage WHERE layer = $1 AND day BETWEEN $2 AND $3 GROUP BY day ORDER BY day",
            $"""
            SELECT account_id, (array_agg(account_name ORDER BY day DESC))[1], (array_agg(display_name ORDER BY day DESC))[1], {Sums}, max(edition), max(last_at)
            FROM layer_usage WHERE layer = $1 AND day BETWEEN $2 AND $3 GROUP BY account_id ORDER BY sum(requests) DESC, account_id LIMIT {MostAccounts}
            """])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = layer }, new() { Value = from }, new() { Value = to } } });
        }

        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var days = new List<UsageDay>();
        while (await row.ReadAsync(cancellationToken))
        {
            days.Add(new UsageDay(row.GetFieldValue<DateOnly>(0), SumAt(row, 1)));
        }

        await row.NextResultAsync(cancellationToken);
        var accounts = new List<UsageAccount>();
        while (await row.ReadAsync(cancellationToken))
        {
            var account = row.GetInt64(0);
            accounts.Add(new UsageAccount(
                account == 0 ? null : account, account == 0 ? null : row.GetString(1), account == 0 ? null : row.GetString(2), SumAt(row, 3), row.GetInt32(7), row.GetFieldValue<DateTimeOffset>(8)));
        }

        var total = days.Aggregate(new UsageSum(0, 0, 0, 0), (sum, day) => new UsageSum(
            sum.Requests + day.Sum.Requests, sum.Tiles + day.Sum.Tiles, sum.Features + day.Sum.Features, sum.Bytes + day.Sum.Bytes));
        return new LayerUsage(layer, from, to, total, days, accounts);
    }

    private static UsageSum SumAt(NpgsqlDataReader row, int column) => new(row.GetInt64(column), row.GetInt64(column + 1), row.GetInt64(column + 2), row.GetInt64(column + 3));
}
