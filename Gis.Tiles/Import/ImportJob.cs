namespace Gis.Tiles.Import;

/// <summary>An uploaded file on its way to become an edition. What others read of it is replaced as a whole.</summary>
internal sealed class ImportJob(Guid id, long account, string fileName, string folder)
{
    public Guid Id { get; } = id;

    public long Account { get; } = account;

    /// <summary>As the sender calls it: shown, never opened.</summary>
    public string FileName { get; } = fileName;

    public string Folder { get; } = folder;

    public string FilePath => Path.Combine(Folder, "upload");

    public long Bytes { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public volatile ImportSource? Source;

    /// <summary>See <see cref="ImportState.State"/>.</summary>
    public volatile string State = "inspected";

    public volatile ImportProgress? Progress;

    public volatile ImportResult? Result;

    public volatile ImportProblem? Problem;

    /// <summary>Of the run under way.</summary>
    public CancellationTokenSource? Stopping { get; set; }

    public Task Running { get; set; } = Task.CompletedTask;

    public bool IsBusy => State is "waiting" or "running";

    /// <summary>Held while the file is read or a run begins: one thing at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);
}
