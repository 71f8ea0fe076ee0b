using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Positions;

/// <summary>Stores reports of units; the same report again changes nothing.</summary>
internal static class ReportWriter
{
    private const string InsertSql =
        """
        INSERT INTO unit_report (unit_id, order_code, state, text, measured_at, received_at)
        SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
        ON CONFLICT DO NOTHING
        RETURNING id
        """;

    /// <summary>The ids of the reports that are new.</summary>
    public static async Task<List<long>> WriteAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        if (batch.Reports.Count == 0)
        {
            return ids;
        }

        await using var one = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Command(
                    InsertSql,
                    Sql.Longs(batch.Reports.Select(r => r.From.Unit!.Id)),
                    Sql.Texts(batch.Reports.Select(r => r.Report.Order)),
                    Sql.Texts(batch.Reports.Select(r => r.Report.State)),
                    Sql.Texts(batch.Reports.Select(r => r.Report.Text)),
                    Sql.Times(batch.Reports.Select(r => r.Report.At)),
                    Sql.Times(batch.Reports.Select(r => r.From.ReceivedAt))),
            },
        };
        await using var reader = await one.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
