using Gis.Tiles.Imagery;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Import;

/// <summary>Where uploaded files lie: <c>imports</c> below the home folder, in a folder of this process, which its lock tells from those of processes that are gone.</summary>
internal sealed class ImportFolder(IConfiguration configuration) : IDisposable
{
    private const string LockEnding = ".lock";

    private readonly string _all = Path.Combine(Path.GetDirectoryName(ImageFolder.Of(configuration))!, "imports");
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly Lock _opening = new();
    private FileStream? _lock;

    /// <summary>A new folder, which nobody else reads.</summary>
    public string Create(Guid id)
    {
        lock (_opening)
        {
            Directory.CreateDirectory(_all, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            _lock ??= new FileStream(Path.Combine(_all, _name + LockEnding), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }

        return Directory.CreateDirectory(Path.Combine(_all, _name, id.ToString("N")), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    public long FreeBytes() => new DriveInfo(_all).AvailableFreeSpace;

    /// <summary>Removes what processes that are gone left behind.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(_all))
        {
            return;
        }

        foreach (var mark in Directory.GetFiles(_all, "*" + LockEnding))
        {
            try
            {
                using var gone = new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                Remove(Path.ChangeExtension(mark, null));
                File.Delete(mark);
            }
            catch (IOException)
            {
                // Its process is alive.
            }
        }
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        lock (_opening)
        {
            if (_lock is { } held)
            {
                _lock = null;
                Remove(Path.Combine(_all, _name));
                held.Dispose();
                File.Delete(held.Name);
            }
        }
    }
}
