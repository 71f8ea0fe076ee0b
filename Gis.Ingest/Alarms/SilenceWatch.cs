using Gis.Ingest.Mqtt;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Alarms;

/// <summary>
/// Looks once a minute at what time alone changes: things that fell silent or speak again, cameras that have grown quiet, split packets that
/// never became whole. Of several ingests one looks at a time.
/// </summary>
internal sealed class SilenceWatch(IngestStore store, LatestKeeper latest, MqttSession session, TimeProvider clock, ILogger<SilenceWatch> logger) : BackgroundService
{
    private const string TurnSql = "SELECT pg_try_advisory_xact_lock(4490, 3)";

    private const string QuietCameraSql =
        """
        SELECT t.id, t.kind, t.area_code, t.origin, s.judged_to
        FROM alarm_state s JOIN thing t ON t.id = s.thing_id
        WHERE s.kind = 'video' AND s.property = '' AND s.alarm_id IS NOT NULL AND s.judged_to < $1
        ORDER BY t.id
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PartTimeout = TimeSpan.FromHours(1);
    private static readonly string SilentSql = EmbeddedSql.Read("Alarms/silent-things.sql");
    private static readonly string DropPartsSql = EmbeddedSql.Read("Alarms/drop-old-parts.sql");

    private readonly RuleFigureStore _figures = new(clock);
    private DateTimeOffset? _listeningSince;

    /// <summary>One look.</summary>
    internal async Task LookAsync(DateTimeOffset listeningSince, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await latest.CatchUpAsync(cancellationToken);   // who was heard a moment ago is not silent
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        var figures = await _figures.GetAsync(connection, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var turn = new NpgsqlCommand(TurnSql, connection))
        {
            if (await turn.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return;
            }
        }

        var verdicts = await FindSilentAsync(connection, figures, listeningSince, now, cancellationToken);
        verdicts.AddRange(await FindQuietCamerasAsync(connection, now, cancellationToken));
        var alarms = new AlarmJudge();
        await alarms.JudgeAsync(connection, verdicts, cancellationToken);
        await FinishAsync(connection, alarms, now, cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PacedLoop.RunAsync(Pause, clock, TickAsync, stoppingToken);

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        // While we don't listen, the silence is ours.
        if (!session.IsConnected)
        {
            _listeningSince = null;
            return;
        }

        _listeningSince ??= clock.GetUtcNow();
        try
        {
            await LookAsync(_listeningSince.Value, stoppingToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            logger.WatchFailed(away.Message);
        }
    }

    private static async Task<List<Verdict>> FindSilentAsync(
        NpgsqlConnection connection, RuleFigures figures, DateTimeOffset listeningSince, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SilentSql, connection);
        command.Parameters.Add(Sql.Value(figures.OfflineIntervals));
        command.Parameters.Add(Sql.Time(listeningSince));
        command.Parameters.Add(Sql.Time(now));
        var verdicts = new List<Verdict>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            verdicts.Add(SilenceRules.JudgeThing(ReadThing(reader), reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5), now));
        }

        return verdicts;
    }

    private static async Task<List<Verdict>> FindQuietCamerasAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(QuietCameraSql, connection);
        command.Parameters.Add(Sql.Time(now - SilenceRules.VideoQuiet));
        var verdicts = new List<Verdict>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            verdicts.Add(SilenceRules.EndVideo(ReadThing(reader), reader.GetFieldValue<DateTimeOffset>(4)));
        }

        return verdicts;
    }

    private static async Task FinishAsync(NpgsqlConnection connection, AlarmJudge alarms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var last = new NpgsqlBatch(connection);
        last.BatchCommands.Add(Sql.Command(DropPartsSql, Sql.Time(now - PartTimeout), Sql.Time(now)));
        foreach (var command in AlarmNews.Commands(alarms, now))
        {
            last.BatchCommands.Add(command);
        }

        last.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await last.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ThingEntry ReadThing(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), q3M3h: null);
}
