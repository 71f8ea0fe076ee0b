using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gis.Server.Platform.Metrics;

/// <summary>What the process itself takes: processor, memory, threads, collections.</summary>
internal static class ProcessMetrics
{
    public static void Offer(IMeterFactory factory)
    {
        var meter = factory.Create("Gis.Process");
        meter.CreateObservableCounter("cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time used");
        meter.CreateObservableGauge("resident_memory", () => Environment.WorkingSet, "By", "Resident memory");
        meter.CreateObservableGauge("heap", () => GC.GetTotalMemory(forceFullCollection: false), "By", "Managed heap in use");
        meter.CreateObservableGauge("threads", () => ThreadPool.ThreadCount, unit: null, "Threads of the pool");
        meter.CreateObservableGauge("queued_work", () => ThreadPool.PendingWorkItemCount, unit: null, "Work waiting for a thread");
        meter.CreateObservableCounter("collections", () => (long)GC.CollectionCount(0), unit: null, "Garbage collections");
        meter.CreateObservableGauge("uptime", () => (DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalSeconds, "s", "Time since start");
    }
}
