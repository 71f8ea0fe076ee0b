using System.Diagnostics;
using System.Globalization;

namespace Gis.Server.Access.Devices;

/// <summary>The private broker that './gis up' started, known by the process id and start time it recorded.</summary>
internal static class BrokerProcess
{
    /// <summary>Sends SIGHUP; false when that very process no longer runs.</summary>
    public static async Task<bool> ReadAgainAsync(string home, CancellationToken cancellationToken)
    {
        var file = Path.Combine(home, "pids", "mosquitto");
        if (!File.Exists(file))
        {
            return false;
        }

        var recorded = (await File.ReadAllTextAsync(file, cancellationToken)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (recorded is not [var pidText, var startedAt, ..]
            || !int.TryParse(pidText, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            || StartOf(pid) != startedAt)
        {
            return false;
        }

        using var kill = Process.Start(new ProcessStartInfo("kill") { ArgumentList = { "-HUP", pidText } })
            ?? throw new InvalidOperationException("The program kill could not be started.");
        await kill.WaitForExitAsync(cancellationToken);
        return kill.ExitCode == 0;
    }

    /// <summary>Field 22 of /proc/PID/stat: a process id may have been given to another since.</summary>
    private static string? StartOf(int pid)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat");
        if (!File.Exists(file))
        {
            return null;
        }

        var stat = File.ReadAllText(file);
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is { Length: > 19 } fields ? fields[19] : null;
    }
}
