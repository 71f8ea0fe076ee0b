using System.Diagnostics;
using System.Globalization;

namespace Gis.Benchmarks.Change;

/// <summary>One run of the command, as its user starts it.</summary>
/// <param name="Megabytes">Most that the program itself held (VmHWM).</param>
/// <param name="MegabytesWithChildren">Most that it and GDAL's programs held at once.</param>
internal sealed record ChangeRun(double Seconds, double Megabytes, double MegabytesWithChildren)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    public static async Task<ChangeRun> RunAsync(string before, string after, string to)
    {
        var folder = Environment.GetEnvironmentVariable("GIS_TEST_SERVER") ?? AppContext.BaseDirectory;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "Gis.Server.dll"), "detect-changes", before, after, to])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        double own = 0, all = 0;
        var ended = process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(Pace)) != ended)
        {
            own = Math.Max(own, HeldBy(process.Id, "VmHWM:"));
            all = Math.Max(all, HeldBy(process.Id, "VmRSS:") + Children(process.Id).Sum(child => HeldBy(child, "VmRSS:")));
        }

        return process.ExitCode == 0
            ? new ChangeRun(watch.Elapsed.TotalSeconds, own, Math.Max(own, all))
            : throw new InvalidOperationException($"detect-changes ended with {process.ExitCode}: {await output}{await errors}");
    }

    private static IEnumerable<int> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return [];
        }
    }

    private static double HeldBy(int process, string what)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(what, StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line[what.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
