using System.Diagnostics;
using System.Globalization;

namespace Gis.Testing;

/// <summary>A server of a test run. A small shell beside it holds the other end of a pipe: when this process ends, however it ends, the server goes and its folder with it.</summary>
public sealed class GuardedProcess : IDisposable
{
    private const string Guard =
        """
        folder=$1 signal=$2; shift 2
        "$@" </dev/null >>"$folder/log" 2>&1 &
        child=$!
        echo "$child"
        read -r word
        kill -s "$signal" "$child" 2>/dev/null
        wait "$child"
        [ "$word" = stop ] || rm -rf "$folder"
        """;

    private readonly Process _guard;

    private GuardedProcess(Process guard, int id, string folder)
    {
        _guard = guard;
        Id = id;
        Folder = folder;
    }

    /// <summary>The id of the server itself, for signals.</summary>
    public int Id { get; }

    public string Folder { get; }

    public bool IsRunning
    {
        get
        {
            // The guard has not waited for it yet, so a dead server is still there as a zombie.
            var stat = Path.Combine("/proc", Id.ToString(CultureInfo.InvariantCulture), "stat");
            try
            {
                var text = File.ReadAllText(stat);
                return text[text.LastIndexOf(')') + 2] != 'Z';
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Standard output and error are appended to the file <c>log</c> in the folder.</summary>
    public static GuardedProcess Start(
        string folder, string stopSignal, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, string? workingFolder = null)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = workingFolder ?? "/",
        };
        foreach (var word in (string[])["bash", "-c", Guard, "guard", folder, stopSignal, .. command])
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var guard = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        var id = int.Parse(guard.StandardOutput.ReadLine() ?? "", CultureInfo.InvariantCulture);
        return new GuardedProcess(guard, id, folder);
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>As a crash would: at once, without a word.</summary>
    public async Task KillAsync()
    {
        Signal("KILL");
        await Eventually.TrueAsync(() => !IsRunning, $"process {Id} is gone");
    }

    /// <summary>Stops the server in its own way and keeps the folder.</summary>
    public async Task StopAsync()
    {
        if (_guard.HasExited)
        {
            return;
        }

        await _guard.StandardInput.WriteLineAsync("stop");
        await _guard.StandardInput.FlushAsync();
        await _guard.WaitForExitAsync();
    }

    /// <summary>The last lines of the log, for the message of a test that failed.</summary>
    public string LogTail(int lines = 30)
    {
        var log = Path.Combine(Folder, "log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(lines)) : "(no log)";
    }

    public void Dispose()
    {
        if (!_guard.HasExited)
        {
            _guard.StandardInput.Close();
            _guard.WaitForExit();
        }

        _guard.Dispose();
    }
}
