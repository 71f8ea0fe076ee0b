using System.Diagnostics;
using System.Globalization;

namespace Gis.Testing;

/// <summary>The PostgreSQL programs of this machine, and how to run them when the tests run as root.</summary>
internal static class PostgresTools
{
    private static readonly string Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Select(folder => $"{folder}/bin").First()
        : throw new DirectoryNotFoundException("PostgreSQL is not installed; './gis test' installs what the tests need.");

    public static string PathOf(string program) => Path.Combine(Programs, program);

    /// <summary>The server refuses to run as root, so root hands it to the user postgres together with its folder.</summary>
    public static string[] AsServerUser(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return [];
        }

        GiveTo(folder);
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"];
    }

    public static void GiveTo(string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["postgres", path]);
            chown.WaitForExit();
        }
    }

    public static async Task RunAsync(IReadOnlyList<string> command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        }
    }
}
