using Gis.Benchmarks.Ingest;

namespace Gis.Benchmarks.Tiles;

/// <summary>The most memory that this process held, server and asker together, since it was last asked to forget.</summary>
internal static class PeakMemory
{
    public static double Megabytes => ProcessCpu.PeakMegabytes(Environment.ProcessId);

    /// <summary>Writing 5 there sets the mark of the kernel to what is held now (proc(5)).</summary>
    public static void Forget()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
    }
}
