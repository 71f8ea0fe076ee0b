using System.Globalization;

namespace Gis.Benchmarks.Ingest;

/// <summary>What processes took of the processor, from /proc: user and system time, of a process with all it has started.</summary>
internal static class ProcessCpu
{
    /// <summary>Clock ticks a second, as Linux counts for /proc (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    private const int ParentField = 1;
    private const int FirstTimeField = 11;
    private const int TimeFields = 4;

    /// <summary>CPU time of the process and its descendants; those that have ended are counted with their parents.</summary>
    public static TimeSpan OfTree(int process)
    {
        var all = ReadAll();
        var wanted = new HashSet<int> { process };
        var grew = true;
        while (grew)
        {
            grew = false;
            foreach (var (id, fields) in all)
            {
                grew |= wanted.Contains(int.Parse(fields[ParentField], CultureInfo.InvariantCulture)) && wanted.Add(id);
            }
        }

        var ticks = all.Where(p => wanted.Contains(p.Key))
            .Sum(p => p.Value.Skip(FirstTimeField).Take(TimeFields).Sum(t => long.Parse(t, CultureInfo.InvariantCulture)));
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>The most memory that the process and its descendants ever held, in MB: the sum of their own peaks.</summary>
    public static double PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1_024;
    }

    /// <summary>The fields of /proc/PID/stat after the name, which may itself hold blanks.</summary>
    private static Dictionary<int, string[]> ReadAll()
    {
        var all = new Dictionary<int, string[]>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            try
            {
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                all[id] = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            }
            catch (IOException)
            {
                // It has ended since; its time is with its parent.
                continue;
            }
        }

        return all;
    }
}
