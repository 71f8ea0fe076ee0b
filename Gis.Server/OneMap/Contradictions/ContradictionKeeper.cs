using Gis.Server.Land;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>
/// Has counties looked at anew when a layer of the one map shows another edition, was edited, or a theme names another layer. It waits until the changes have
/// come to rest and no look is open, so that a day of editing asks for a few looks and not for thousands.
/// </summary>
internal sealed class ContradictionKeeper(NpgsqlDataSource store, ContradictionRuns runs, ILogger<ContradictionKeeper> log) : BackgroundService
{
    private const long Place = 4541;

    /// <summary>More counties than these are looked at as one area.</summary>
    private const int MostCounties = 12;

    private static readonly string Sql = EmbeddedSql.Beside(typeof(ContradictionKeeper));
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private static readonly string[] Asked =
    [
        .. ContradictionRules.Judged, LandTheme.BasicFarmland, LandTheme.MiningRight, LandTheme.Supplement,
    ];

    private DateTimeOffset? _noticedAt;

    /// <summary>Asks for the looks that are due. What is not at rest, or would meet a look that is open, waits for the next turn.</summary>
    /// <returns>The areas that are to be looked at.</returns>
    public async Task<IReadOnlyList<string>> TurnAsync(TimeSpan rest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var changed = await ChangedAsync(connection, cancellationToken);
        if (changed.Count == 0)
        {
            _noticedAt = null;
            return [];
        }

        _noticedAt ??= now;
        var isAtRest = changed.All(theme => theme.AgeS >= rest.TotalSeconds) || now - _noticedAt >= LongestRest;
        if (!isAtRest || await IsLookOpenAsync(connection, cancellationToken))
        {
            return [];
        }

        string[] counties = [.. changed.SelectMany(theme => theme.Counties).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var wanted = counties.Length <= MostCounties ? counties : await TopsAsync(connection, cancellationToken);
        await runs.AskAsync(wanted, changed, cancellationToken);
        _noticedAt = null;
        return wanted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeTurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                log.LookingStopped(e);
            }

            await Task.Delay(LooksEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One process at a time; the turn ends with its connection.</summary>
    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        await using var place = await store.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", place) { Parameters = { new() { Value = Place } } };
        if (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        try
        {
            await TurnAsync(Rest, DateTimeOffset.UtcNow, cancellationToken);
        }
        finally
        {
            await using var leave = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", place) { Parameters = { new() { Value = Place } } };
            await leave.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static async Task<IReadOnlyList<ChangedTheme>> ChangedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = Asked, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text } } };
        return await command.ListAsync(
            row => new ChangedTheme(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4), row.GetDouble(5), row.GetFieldValue<string[]>(6)), cancellationToken);
    }

    private static async Task<bool> IsLookOpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM land_contradiction_run WHERE state IN ('waiting', 'running'))", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<string[]> TopsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT code FROM area WHERE parent_code IS NULL AND valid_to IS NULL ORDER BY code", connection);
        return [.. await command.ListAsync(row => row.GetString(0), cancellationToken)];
    }
}
