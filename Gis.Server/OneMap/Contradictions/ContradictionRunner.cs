using Gis.Server.Land;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>Makes the looks that were asked for, one after another, county by county. Of several processes over one store one works at a time.</summary>
internal sealed class ContradictionRunner(NpgsqlDataSource store, ContradictionRuns runs, ILogger<ContradictionRunner> log) : BackgroundService
{
    private const int Place = 4540;
    private static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await runs.WaitAsync(LooksAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                log.LookingStopped(e);
                await runs.WaitAsync(LooksAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        // A lock of the session: it goes with the connection, whatever becomes of the process.
        await using var place = await store.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", place) { Parameters = { new() { Value = (long)Place } } };
        if (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        try
        {
            await runs.ReopenAsync(cancellationToken);
            while (await runs.TakeAsync(cancellationToken) is { } run)
            {
                await LookAsync(run.Id, run.Counties, run.Day, cancellationToken);
            }
        }
        finally
        {
            await using var leave = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", place) { Parameters = { new() { Value = (long)Place } } };
            await leave.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task LookAsync(long run, string[] counties, DateOnly day, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> notJudged = [];
        try
        {
            foreach (var county in counties)
            {
                await using var connection = await store.OpenConnectionAsync(cancellationToken);
                var sources = await LandSources.ReadAsync(connection, caller: null, cancellationToken);
                notJudged = ContradictionRules.NotJudged(sources.Sees);
                var outline = await CountyOutline.ReadAsync(connection, sources, county, cancellationToken);
                var subjects = await SubjectsAsync(connection, sources, county, outline, cancellationToken);
                var found = ContradictionRules.Find(await LandBookReader.ReadAsync(connection, sources, subjects, cancellationToken), day);
                await runs.KeepAsync(run, county, [.. found.Select(one => one with { Other = CountyOutline.Placed(one.Other, outline, county) })], sources.ByTheme.ToDictionary(one => one.Key, one => one.Value.Layer), cancellationToken);
            }

            await runs.EndAsync(run, notJudged, reason: null, cancellationToken);
        }
        catch (TooMuchLandException e)
        {
            await runs.EndAsync(run, notJudged, e.Message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException and not NpgsqlException)
        {
            log.LookFailed(e, run);
            await runs.EndAsync(run, notJudged, "The look failed; the log tells why.", cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<LandRecord>> SubjectsAsync(NpgsqlConnection connection, LandSources sources, string county, Geometry? outline, CancellationToken cancellationToken)
    {
        var subjects = new List<LandRecord>();
        foreach (var source in ContradictionRules.Judged.Where(theme => theme != LandTheme.LandUse).Select(sources.Find).OfType<LandSource>())
        {
            await AddAsync(source);
        }

        // Of the parcels, those whose class can contradict anything.
        if (sources.Find(LandTheme.LandUse) is { } parcels)
        {
            await AddAsync(parcels, "class", LandClasses.BuiltCodes);
        }

        return subjects;

        async Task AddAsync(LandSource source, string? role = null, string[]? texts = null)
        {
            var found = await LandStore.InAreaAsync(connection, source, county, LandBookReader.Most + 1, cancellationToken, role, texts);
            var placed = outline is null ? [] : await LandStore.OfNoAreaAsync(connection, source, outline, LandBookReader.Most + 1, cancellationToken, role, texts);
            found = [.. found, .. placed.Select(one => one with { AreaCode = county })];
            if (found.Count > LandBookReader.Most)
            {
                throw new TooMuchLandException(source.Theme.Theme, LandBookReader.Most);
            }

            subjects.AddRange(found);
        }
    }
}
