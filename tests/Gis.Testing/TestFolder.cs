namespace Gis.Testing;

/// <summary>A folder of this run, short enough for a socket path and passable for the server users.</summary>
public static class TestFolder
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="within">A folder that goes as a whole in the end; without it the caller deletes this one.</param>
    public static string Create(string kind, string? within = null)
    {
        var folder = Path.Combine(within ?? Path.GetTempPath(), $"gis-{kind}-{Guid.NewGuid().ToString("N")[..10]}");
        Directory.CreateDirectory(folder, Passable);
        return folder;
    }
}
