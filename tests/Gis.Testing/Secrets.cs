namespace Gis.Testing;

/// <summary>A password folder as the product keeps it: one file per role, mode 600.</summary>
internal static class Secrets
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string Create(string folder, IEnumerable<string> names, Func<string, string> passwordOf)
    {
        var secrets = Path.Combine(folder, "secrets");
        Directory.CreateDirectory(secrets, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var name in names)
        {
            var file = Path.Combine(secrets, name);
            File.WriteAllText(file, passwordOf(name));
            File.SetUnixFileMode(file, OwnerOnly);
        }

        return secrets;
    }
}
