namespace Gis.Testing;

/// <summary>A folder of this run, short enough for a socket path and passable for the server users.</summary>
public static class TestFolder
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string Create(string kind)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"gis-{kind}-{Guid.NewGuid().ToString("N")[..10]}");
        Directory.CreateDirectory(folder, Passable);
        return folder;
    }
}
