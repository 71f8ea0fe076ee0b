using System.Collections.Concurrent;
using Gis.Tiles.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Tiles.Import;

/// <summary>
/// Takes files in and says what they hold. A file waits in a private folder for its person for some time; with the
/// process it is forgotten, and what a killed process left is cleared away when the next one starts.
/// </summary>
internal sealed class ImportDesk(
    [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, ImportFolder folder, ImportLimits limits, TimeProvider clock, ILogger<ImportDesk> logger)
    : BackgroundService
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, ImportJob> _jobs = new();
    private readonly ImportMemoryStore _memory = new(store);
    private readonly ImportAudit _audit = new(store);
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
            await _audit.WriteAsync(person, "layer.upload", job, new { file = fileName, kind = job.Source.Kind.Name, bytes = job.Bytes }, cancellationToken);
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

        await job.TakeTurnAsync();
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

    public async Task ForgetAsync(ImportJob job)
    {
        await job.StopAsync();
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        folder.Sweep();
        await WithdrawLeftAsync(stoppingToken);
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

    /// <summary>A killed process may have left layers that never got their first edition.</summary>
    private async Task WithdrawLeftAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var layer in await _layers.WithdrawLeftAsync(cancellationToken))
            {
                logger.LayerWithdrawn(layer);
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            logger.LayersNotWithdrawn(away.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private void Renew(ImportJob job) => job.ExpiresAt = clock.GetUtcNow() + limits.KeptFor;

    /// <summary>What is done needs its file no more.</summary>
    private async Task MakePlaceAsync(long account)
    {
        foreach (var done in _jobs.Values.Where(job => job.Account == account && job.State == ImportJob.Done))
        {
            await ForgetAsync(done);
        }

        if (_jobs.Count >= limits.MostOfAll || _jobs.Values.Count(job => job.Account == account) >= limits.MostOfOnePerson)
        {
            throw new ImportRefusedException(
                ImportRefusedException.Busy, $"At most {limits.MostOfOnePerson} files of one person wait to be imported, {limits.MostOfAll} of all; finish or remove one first.", status: 503);
        }
    }
}
