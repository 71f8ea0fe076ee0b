using System.Globalization;
using Gis.Server.Platform;
using Microsoft.Extensions.Options;

namespace Gis.Server.Changes.Jobs;

/// <summary>Where the files of jobs lie: <c>changes</c> below the home folder, a folder a job that only this user reads. Names are ours, never the sender's.</summary>
internal sealed class ChangeFolders(IConfiguration configuration, IOptions<ChangeJobOptions> options)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _all = Path.Combine(GisHome.Of(configuration), "changes");

    public void Create(long job)
    {
        Directory.CreateDirectory(_all, Private);
        Directory.CreateDirectory(Of(job), Private);
    }

    /// <summary>False where the job's files are with another server.</summary>
    public bool Has(long job) => Directory.Exists(Of(job));

    public string Input(long job, string slot) => Path.Combine(Of(job), $"{slot}.tif");

    /// <summary>The GeoPackage; score and account lie beside it.</summary>
    public string Result(long job) => Path.Combine(Of(job), "patches.gpkg");

    public string Part(long job) => Path.Combine(Of(job), $"{Guid.NewGuid():N}.part");

    /// <summary>The images are not kept once the work has ended, whichever way.</summary>
    public void RemoveInputs(long job)
    {
        foreach (var slot in ChangeSlot.All)
        {
            File.Delete(Input(job, slot));
        }
    }

    /// <summary>What a server that ended at work left.</summary>
    public void ClearWork(long job)
    {
        foreach (var left in Directory.EnumerateDirectories(Of(job)).ToList())
        {
            Directory.Delete(left, recursive: true);
        }
    }

    public void Remove(long job)
    {
        if (Has(job))
        {
            Directory.Delete(Of(job), recursive: true);
        }
    }

    /// <summary>Jobs whose files lie here.</summary>
    public IReadOnlyList<long> Ids() => !Directory.Exists(_all) ? []
        : [.. Directory.EnumerateDirectories(_all).Select(path => long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];

    public bool HasRoom(long bytes) => new DriveInfo(Directory.CreateDirectory(_all, Private).FullName).AvailableFreeSpace - bytes >= options.Value.FreeBytesKept;

    private string Of(long job) => Path.Combine(_all, job.ToString(CultureInfo.InvariantCulture));
}
