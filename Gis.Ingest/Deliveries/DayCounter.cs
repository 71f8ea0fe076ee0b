using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Deliveries;

/// <summary>
/// Keeps the days of the delivery ledger counted, by the time of the data: looks once a minute for days that are due, and counts them in small
/// steps with a pause as long as each step took, so that it never takes more than half of one connection's time. Of several ingests one counts.
/// </summary>
internal sealed class DayCounter(IngestStore store, TimeProvider clock, ILogger<DayCounter> logger) : BackgroundService
{
    private const int ThingsAStep = 50;
    private const string TurnSql = "SELECT pg_try_advisory_xact_lock(4490, 6)";

    /// <summary>Holes older than the moments around them tell nothing any more.</summary>
    private const string ForgetHolesSql =
        "DELETE FROM delivery_hole h USING retention_policy p WHERE p.table_name = 'observation' AND h.before_at < $1 - p.keep";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly string DueSql = EmbeddedSql.Read("Deliveries/due-days.sql");
    private static readonly string CountSql = EmbeddedSql.Read("Deliveries/count-day.sql");

    /// <summary>Counts the things of one day that are due; false when none is, or another ingest counts.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var turn = new NpgsqlCommand(TurnSql, connection))
        {
            if (await turn.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return false;
            }
        }

        var due = await FindDueAsync(connection, now, cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        await using var count = new NpgsqlCommand(CountSql, connection);
        count.Parameters.Add(Sql.Longs(due.TakeWhile(d => d.Day == due[0].Day).Select(d => d.Thing)));
        count.Parameters.Add(new NpgsqlParameter { Value = due[0].Day, NpgsqlDbType = NpgsqlDbType.Date });
        count.Parameters.Add(Sql.Time(now));
        await count.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PacedLoop.RunAsync(Pause, clock, TickAsync, stoppingToken, atOnce: true);

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        try
        {
            var began = clock.GetTimestamp();
            while (await StepAsync(stoppingToken))
            {
                await Task.Delay(clock.GetElapsedTime(began), stoppingToken);
                began = clock.GetTimestamp();
            }

            await using var forget = store.DataSource.CreateCommand(ForgetHolesSql);
            forget.Parameters.Add(Sql.Time(clock.GetUtcNow()));
            await forget.ExecuteNonQueryAsync(stoppingToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            logger.CountFailed(away.Message);
        }
    }

    private static async Task<List<(long Thing, DateOnly Day)>> FindDueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DueSql, connection);
        command.Parameters.Add(Sql.Time(now));
        command.Parameters.Add(Sql.Value(ThingsAStep));
        var due = new List<(long, DateOnly)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add((reader.GetInt64(0), reader.GetFieldValue<DateOnly>(1)));
        }

        return due;
    }
}
