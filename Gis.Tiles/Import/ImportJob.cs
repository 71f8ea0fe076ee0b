namespace Gis.Tiles.Import;

/// <summary>An uploaded file on its way to become an edition. What others read of it is replaced as a whole.</summary>
internal sealed class ImportJob(Guid id, long account, string fileName, string folder)
{
    public const string Waiting = "waiting";
    public const string Running = "running";
    public const string Done = "done";

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

    public Task Run { get; set; } = Task.CompletedTask;

    public bool IsBusy => State is Waiting or Running;

    /// <summary>Held while the file is read or a run begins: one thing at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Whoever takes it gives it back; refused while another has it, or a run is under way.</summary>
    public async Task TakeTurnAsync()
    {
        if (IsBusy || !await Turn.WaitAsync(TimeSpan.Zero))
        {
            throw new ImportRefusedException(ImportRefusedException.WrongState, "This file is being read or imported; wait for it, or cancel it first.", status: 409);
        }
    }

    /// <summary>Stops a run, and waits until nothing of it is left.</summary>
    public async Task StopAsync()
    {
        if (IsBusy)
        {
            await Stopping!.CancelAsync();
        }

        await Run;
    }
}
