using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Deliveries;

/// <summary>
/// Once a night asks for what is missing: thing after thing, at a pace that asks no more devices at once than the settings say. The round is a row,
/// so that it is made once a night however many servers there are, and goes on where it was when one ends.
/// </summary>
internal sealed class GapRound(NpgsqlDataSource store, GapDesk desk, TimeProvider clock, ILogger<GapRound> logger) : BackgroundService
{
    private const string LockSql = "SELECT pg_try_advisory_lock(4490, 5)";
    private const string BeginSql = "INSERT INTO gap_round (day, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private const string StandingSql = "SELECT last_thing FROM gap_round WHERE day = $1 AND ended_at IS NULL";
    private const string StepSql = "UPDATE gap_round SET last_thing = $2, things = things + $3, commands = commands + $4 WHERE day = $1";
    private const string EndSql = "UPDATE gap_round SET ended_at = $2 WHERE day = $1";

    /// <summary>The next thing with a device that answers, of which figures of a period may be missing, by the days as they were counted last.</summary>
    private const string NextSql = """
        SELECT t.id, t.area_code
        FROM thing t
        WHERE t.id > $1 AND t.retired_at IS NULL
          AND EXISTS (SELECT FROM thing_alias a WHERE a.thing_id = t.id AND a.scheme = 'mn')
          AND EXISTS (SELECT FROM datastream d WHERE d.thing_id = t.id AND d.period_s > 0 AND d.retired_at IS NULL)
          AND EXISTS (SELECT FROM delivery_day d WHERE d.thing_id = t.id AND d.day >= $2 AND d.present < d.expected)
        ORDER BY t.id LIMIT 1
        """;

    private static readonly TimeSpan Looks = TimeSpan.FromMinutes(1);

    /// <summary>A server that starts in the middle of the day begins no round.</summary>
    private const int HoursOpen = 4;

    private static readonly GapAsker System = new(AccountId: null, "system");

    /// <summary>Makes tonight's round, or what is left of it; returns at once where it is not time, it is made, or another server makes it.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var settings = await GapRoundSettings.ReadAsync(store, now, cancellationToken);
        var night = DeliverySpan.DayOf(now);
        var hour = now.ToOffset(TimeSpan.FromHours(8)).Hour;
        if (settings.Hour is not { } begins || hour < begins || hour >= begins + HoursOpen)
        {
            return;
        }

        // The lock is the connection's: it goes with this server, should it die.
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (await ScalarAsync<bool>(connection, LockSql, cancellationToken) is not true)
        {
            return;
        }

        try
        {
            await ExecuteAsync(connection, BeginSql, cancellationToken, night, now);
            if (await ScalarAsync<long?>(connection, StandingSql, cancellationToken, night) is { } last)
            {
                await AskAllAsync(connection, night, last, settings, cancellationToken);
            }
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock(4490, 5)", CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Looks, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunAsync(stoppingToken);
                }
                catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
                {
                    logger.RoundInterrupted(away.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task AskAllAsync(NpgsqlConnection connection, DateOnly night, long last, GapRoundSettings settings, CancellationToken cancellationToken)
    {
        var span = new DeliverySpan(night.AddDays(1 - settings.Days), night);
        while (await FindNextAsync(connection, last, span.From, cancellationToken) is { } thing)
        {
            var result = await desk.RequestAsync(thing, span, System, settings.Attempts, cancellationToken);
            var commands = result.Fact?.Requests.Count ?? 0;
            last = thing.Id;
            await ExecuteAsync(connection, StepSql, cancellationToken, night, last, commands > 0 ? 1 : 0, commands);
            if (commands > 0)
            {
                await Task.Delay(TimeSpan.FromMinutes(1 / settings.PerMinute), clock, cancellationToken);
            }
        }

        await ExecuteAsync(connection, EndSql, cancellationToken, night, clock.GetUtcNow());
    }

    private static async Task<GapThing?> FindNextAsync(NpgsqlConnection connection, long after, DateOnly from, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, NextSql, after, from);
        return (await command.ListAsync(row => new GapThing(row.GetInt64(0), row.GetString(1)), cancellationToken)).SingleOrDefault();
    }

    private static async Task<T?> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
