using System.Collections.Concurrent;
using System.Text.Json;
using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Gis.Tiles.Records;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Import;

/// <summary>
/// Takes files in, says what they hold, and makes editions of them, one at a time. A file waits in a private folder for its person for some time; with the
/// process it is forgotten, and what a killed process left is cleared away when the next one starts.
/// </summary>
internal sealed class ImportDesk(
    [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, ImportFolder folder, ImportLimits limits, CatalogReader catalog, RecordReader records, TimeProvider clock,
    ILogger<ImportDesk> logger)
    : BackgroundService
{
    private const string Waiting = "waiting";
    private const string Running = "running";

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, ImportJob> _jobs = new();
    private readonly SemaphoreSlim _importing = new(1);
    private readonly SemaphoreSlim _previewing = new(2);
    private readonly ImportMemoryStore _memory = new(store);
    private readonly LayerStore _layers = new(store);

    /// <summary>Takes a file in and reads it through; refused, it leaves nothing behind.</summary>
    public async Task<ImportJob> AddAsync(Viewer person, string fileName, Stream body, long? length, CancellationToken cancellationToken)
    {
        var account = person.Account ?? 0;
        await MakePlaceAsync(account);
        var id = Guid.NewGuid();
        var job = new ImportJob(id, account, fileName, folder.Create(id)) { ExpiresAt = clock.GetUtcNow() + limits.KeptFor };
        try
        {
            // It counts as soon as it comes.
            _jobs[id] = job;
            await job.Turn.WaitAsync(cancellationToken);
            job.Bytes = await new UploadWriter(folder, limits).WriteAsync(body, length, job.FilePath, cancellationToken);
            job.Source = await ImportSource.ReadAsync(job.FilePath, job.Folder, encoding: null, limits, cancellationToken);
            await AuditAsync(person, "layer.upload", job, new { file = fileName, kind = job.Source.Kind.Name, bytes = job.Bytes }, cancellationToken);
            job.Turn.Release();
            return job;
        }
        catch
        {
            _jobs.TryRemove(id, out _);
            ImportFolder.Remove(job.Folder);
            throw;
        }
    }

    /// <summary>Null where there is none of this person.</summary>
    public ImportJob? Find(Guid id, Viewer person) => _jobs.TryGetValue(id, out var job) && job.Account == (person.Account ?? 0) && job.Source is not null ? job : null;

    public async Task<ImportState> DescribeAsync(ImportJob job, string? layer, CancellationToken cancellationToken)
    {
        var memories = await _memory.ListAsync(layer, cancellationToken);
        var wishes = memories.SelectMany(memory => memory.Fields).ToList();
        var source = job.Source!;
        var canChoose = source.Kind == SourceKind.Csv || source.Kind == SourceKind.Shapefile || source.Kind == SourceKind.Dxf;
        return new ImportState(
            job.Id, job.FileName, source.Kind.Name, job.State, job.Bytes, job.ExpiresAt, source.Encoding, canChoose ? TextEncoding.Choices : [],
            [.. source.SubLayers.Select(table => new ProposedSubLayer(table, FieldProposals.For(table, wishes)))],
            memories.FirstOrDefault(memory => source.SubLayers.Any(table => table.Fields.Count > 0 && table.Fields.Select(field => field.Name).ToHashSet().SetEquals(memory.Fields.Select(wish => wish.Source))))?.Layer,
            layer is null ? null : memories.FirstOrDefault(memory => memory.Layer == layer), job.Progress, job.Result, job.Problem);
    }

    /// <summary>Reads the file again, its texts being in another encoding.</summary>
    public async Task ReadAgainAsync(ImportJob job, string? encoding, CancellationToken cancellationToken)
    {
        if (encoding is null || !TextEncoding.Choices.Contains(encoding))
        {
            throw new ImportRefusedException(ImportRefusedException.BadWish, $"This encoding is not known; accepted are {string.Join(", ", TextEncoding.Choices)}.");
        }

        await TakeTurnAsync(job);
        try
        {
            var before = job.Source!;
            job.Source = await ImportSource.ReadAsync(job.FilePath, job.Folder, encoding, limits, cancellationToken);
            // Who still looks at it has it open.
            ImportFolder.Remove(before.Work);
            Renew(job);
        }
        finally
        {
            job.Turn.Release();
        }
    }

    public async Task<ImportPreview> PreviewAsync(ImportJob job, ImportWish wish, CancellationToken cancellationToken)
    {
        Renew(job);
        var source = job.Source!;
        var (plan, _) = await PlanAsync(source, wish, cancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limits.PreviewTime);
        try
        {
            await _previewing.WaitAsync(deadline.Token);
            try
            {
                return await Task.Run(() => PreviewMaker.MakeAsync(Rows(source, plan), plan.From.Rows, deadline.Token), deadline.Token);
            }
            finally
            {
                _previewing.Release();
            }
        }
        catch (SqliteException) when (!Directory.Exists(source.Work))
        {
            throw new ImportRefusedException(ImportRefusedException.WrongState, "The file was read again or removed meanwhile; ask again.", status: 409);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImportRefusedException(
                ImportRefusedException.TooSlow, $"A preview could not be made within {limits.PreviewTime.TotalSeconds:F0} seconds; the import itself may take longer and can be started without.");
        }
    }

    /// <summary>Begins to import; what can be refused at once is.</summary>
    public async Task StartAsync(ImportJob job, ImportWish wish, Viewer person, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(job);
        try
        {
            var (plan, layer) = await PlanAsync(job.Source!, wish, cancellationToken);
            var entry = ImportPlanning.EntryOf(wish, layer, job.FileName, person.Name, plan.GeometryKind);
            await new CoordinateShift(store, plan.Crs).RequireKnownAsync(cancellationToken);
            Renew(job);
            (job.State, job.Progress, job.Result, job.Problem) = (Waiting, new ImportProgress("reading", 0, plan.From.Rows), null, null);
            job.Stopping = new CancellationTokenSource();
            var memory = new ImportMemory(entry.Id, job.FileName, wish.Crs, job.Source!.Encoding, plan.East, plan.North, plan.Fields);
            job.Running = Task.Run(() => RunAsync(job, plan, entry, person, memory, job.Stopping.Token), CancellationToken.None);
        }
        finally
        {
            job.Turn.Release();
        }
    }

    /// <summary>Stops a run, and waits until nothing of it is left.</summary>
    public static async Task CancelAsync(ImportJob job)
    {
        if (job.IsBusy)
        {
            await job.Stopping!.CancelAsync();
        }

        await job.Running;
    }

    public async Task ForgetAsync(ImportJob job)
    {
        await CancelAsync(job);
        if (_jobs.TryRemove(job.Id, out _))
        {
            ImportFolder.Remove(job.Folder);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_jobs.Values.Select(ForgetAsync));
    }

    public override void Dispose()
    {
        base.Dispose();
        _importing.Dispose();
        _previewing.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        folder.Sweep();
        using var timer = new PeriodicTimer(LooksEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var job in _jobs.Values.Where(job => !job.IsBusy && job.ExpiresAt < clock.GetUtcNow()))
                {
                    await ForgetAsync(job);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(ImportJob job, ImportPlan plan, LayerEntry entry, Viewer person, ImportMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            await _importing.WaitAsync(cancellationToken);
            try
            {
                job.State = Running;
                var tally = new RowTally();
                var making = new EditionMaking(person.Name, person.Account, await ImportSource.HashAsync(job.FilePath, cancellationToken));
                var rows = Told(job, Rows(job.Source!, plan).ReadAsync(stride: 1, cancellationToken), plan.From.Rows);
                var edition = await _layers.SwitchAsync(
                    entry, rows, tally, making, () => job.Progress = new ImportProgress("drawing", plan.From.Rows, plan.From.Rows), cancellationToken);
                await _memory.KeepAsync(memory, person.Name, CancellationToken.None);
                job.Result = new ImportResult(entry.Id, edition, tally.Kept, tally.RepairedCount, tally.RefusedCount);
                job.State = "done";
            }
            finally
            {
                _importing.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(job, person, "cancelled", new ImportProblem("import-cancelled", "Cancelled; nothing was changed."));
        }
        catch (ImportRefusedException refused)
        {
            await EndAsync(job, person, "failed", new ImportProblem(refused.Code, refused.Message));
        }
        catch (Exception failure)
        {
            logger.ImportFailed(failure, entry.Id);
            await EndAsync(job, person, "failed", new ImportProblem("import-failed", "The import failed and nothing was changed; the operator was told."));
        }
        finally
        {
            catalog.Forget();
            records.Forget();
            Renew(job);
        }
    }

    private async Task EndAsync(ImportJob job, Viewer person, string state, ImportProblem problem)
    {
        (job.Problem, job.State) = (problem, state);
        try
        {
            await AuditAsync(person, $"layer.import-{state}", job, new { file = job.FileName, problem = problem.Detail }, CancellationToken.None);
        }
        catch (NpgsqlException away)
        {
            // Perhaps the very reason why it failed.
            logger.ImportFailed(away, job.FileName);
        }
    }

    private static async IAsyncEnumerable<RowOutcome> Told(ImportJob job, IAsyncEnumerable<RowOutcome> rows, long of)
    {
        var read = 0L;
        await foreach (var row in rows)
        {
            if (++read % 100 == 0)
            {
                job.Progress = new ImportProgress("reading", read, of);
            }

            yield return row;
        }
    }

    private StagedRows Rows(ImportSource source, ImportPlan plan) => new(source.Staged, plan, new CoordinateShift(store, plan.Crs));

    private async Task<(ImportPlan Plan, StoredLayer? Layer)> PlanAsync(ImportSource source, ImportWish wish, CancellationToken cancellationToken)
    {
        var layer = wish.Layer is { Length: > 0 } id ? await _layers.FindUsableAsync(id, cancellationToken) : null;
        var memories = wish.Fields is null ? await _memory.ListAsync(wish.Layer, cancellationToken) : [];
        // A layer that nobody has seen yet may still become of another kind.
        return (ImportPlanning.Of(source, wish, layer is { Edition: > 0 } ? layer : null, memories.SelectMany(memory => memory.Fields)), layer);
    }

    private static async Task TakeTurnAsync(ImportJob job)
    {
        if (job.IsBusy || !await job.Turn.WaitAsync(TimeSpan.Zero))
        {
            throw new ImportRefusedException(ImportRefusedException.WrongState, "This file is being read or imported; wait for it, or cancel it first.", status: 409);
        }
    }

    private void Renew(ImportJob job) => job.ExpiresAt = clock.GetUtcNow() + limits.KeptFor;

    /// <summary>What is done needs its file no more.</summary>
    private async Task MakePlaceAsync(long account)
    {
        foreach (var done in _jobs.Values.Where(job => job.Account == account && job.State == "done"))
        {
            await ForgetAsync(done);
        }

        if (_jobs.Count >= limits.MostOfAll || _jobs.Values.Count(job => job.Account == account) >= limits.MostOfOnePerson)
        {
            throw new ImportRefusedException(
                ImportRefusedException.Busy, $"At most {limits.MostOfOnePerson} files of one person wait to be imported, {limits.MostOfAll} of all; finish or remove one first.", status: 503);
        }
    }

    private async Task AuditAsync(Viewer person, string action, ImportJob job, object details, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT append_audit($1, $2, $3, 'layer_import', $4, NULL, $5::jsonb)");
        command.Parameters.Add(new() { Value = (object?)person.Account ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        foreach (var text in (string[])[person.Name, action, job.Id.ToString(), JsonSerializer.Serialize(details, JsonSerializerOptions.Web)])
        {
            command.Parameters.Add(new() { Value = text });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
