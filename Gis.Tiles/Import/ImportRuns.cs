using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Gis.Tiles.Records;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Tiles.Import;

/// <summary>Tries files of the desk out, and makes editions of them, one at a time.</summary>
internal sealed class ImportRuns(
    [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, ImportLimits limits, CatalogReader catalog, RecordReader records, TimeProvider clock, ILogger<ImportRuns> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _importing = new(1);
    private readonly SemaphoreSlim _previewing = new(2);
    private readonly ImportMemoryStore _memory = new(store);
    private readonly ImportAudit _audit = new(store);
    private readonly LayerStore _layers = new(store);

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
        await job.TakeTurnAsync();
        try
        {
            var (plan, layer) = await PlanAsync(job.Source!, wish, cancellationToken);
            var entry = ImportPlanning.EntryOf(wish, layer, job.FileName, person.Name, plan.GeometryKind);
            await new CoordinateShift(store, plan.Crs).RequireKnownAsync(cancellationToken);
            Renew(job);
            (job.State, job.Progress, job.Result, job.Problem) = (ImportJob.Waiting, new ImportProgress("reading", 0, plan.From.Rows), null, null);
            job.Stopping = new CancellationTokenSource();
            var memory = new ImportMemory(entry.Id, job.FileName, wish.Crs, job.Source!.Encoding, plan.East, plan.North, plan.AreaCode, plan.Fields);
            job.Run = Task.Run(() => RunAsync(job, plan, entry, person, memory, job.Stopping.Token), CancellationToken.None);
        }
        finally
        {
            job.Turn.Release();
        }
    }

    public void Dispose()
    {
        _importing.Dispose();
        _previewing.Dispose();
    }

    private async Task RunAsync(ImportJob job, ImportPlan plan, LayerEntry entry, Viewer person, ImportMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            await _importing.WaitAsync(cancellationToken);
            try
            {
                job.State = ImportJob.Running;
                var tally = new RowTally();
                var making = new EditionMaking(person.Name, person.Account, await ImportSource.HashAsync(job.FilePath, cancellationToken));
                var rows = Told(job, Rows(job.Source!, plan).ReadAsync(stride: 1, cancellationToken), plan.From.Rows);
                var edition = await new EditionWriter(store).SwitchAsync(
                    entry, rows, tally, making, () => job.Progress = new ImportProgress("drawing", plan.From.Rows, plan.From.Rows), cancellationToken);
                await _memory.KeepAsync(memory, person.Name, CancellationToken.None);
                job.Result = new ImportResult(entry.Id, edition, tally.Kept, tally.RepairedCount, tally.RefusedCount);
                job.State = ImportJob.Done;
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
            await _audit.WriteAsync(person, $"layer.import-{state}", job, new { file = job.FileName, problem = problem.Detail }, CancellationToken.None);
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
        var plan = ImportPlanning.Of(source, wish, layer is { Edition: > 0 } ? layer : null, memories.SelectMany(memory => memory.Fields));
        await RequireAreaAsync(plan.AreaCode, cancellationToken);
        return (plan, layer);
    }

    private async Task RequireAreaAsync(string? code, CancellationToken cancellationToken)
    {
        if (code is null)
        {
            return;
        }

        await using var command = store.CreateCommand("SELECT EXISTS (SELECT FROM area WHERE code = $1 AND valid_to IS NULL)");
        command.Parameters.Add(new() { Value = code.Replace("\0", "", StringComparison.Ordinal) });
        if (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            throw new ImportRefusedException(ImportRefusedException.BadWish, "No area has the code that areaCode names; accepted is one of the area tree, such as 130102.");
        }
    }

    private void Renew(ImportJob job) => job.ExpiresAt = clock.GetUtcNow() + limits.KeptFor;
}
