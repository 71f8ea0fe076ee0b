using System.Diagnostics;
using System.Globalization;
using Gis.Ingest.Tests.Fuzzing;

namespace Gis.Benchmarks.Fuzz;

/// <summary>
/// One parser under many cases, by several workers that each have a seed of their own. The managed heap is looked at after a full collection at a tenth of the
/// cases and at the end: what grows between is kept by the parser.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, long cases, int workers, TextWriter output)
{
    public const long MostGrowthBytes = 8 << 20;

    /// <summary>Longest time for one case; a slower one is tried again alone, since the machine may have stood still.</summary>
    public static readonly TimeSpan MostCaseTime = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A case that has not ended by then never will: the process ends with it.</summary>
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(60);

    private readonly FuzzWorker[] _workers = [.. Enumerable.Range(0, workers).Select(number => new FuzzWorker(target, number))];

    public async Task<bool> RunAsync()
    {
        _workers[0].Warm();
        var started = Stopwatch.GetTimestamp();
        var first = await PassAsync(cases / 10);
        var early = HeapBytes();
        var second = await PassAsync(cases - (cases / 10));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return await TellAsync(elapsed, early, HeapBytes(), Math.Max(Math.Max(first, second), early));
    }

    /// <summary>Shares the cases among the workers; gives the largest heap that was seen meanwhile.</summary>
    private async Task<long> PassAsync(long count)
    {
        var working = Task.WhenAll(_workers.Select((worker, i) => Task.Factory.StartNew(
            () => worker.Run((count / workers) + (i < count % workers ? 1 : 0)),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var peak = 0L;
        while (await Task.WhenAny(working, Task.Delay(Look)) != working)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            if (_workers.FirstOrDefault(worker => worker.CaseTime > HangsAfter) is { } hung)
            {
                await output.WriteLineAsync($"  {target.Name}: NOT met, a case hangs, {hung.Case}");
                await output.FlushAsync();
                Environment.Exit(1);
            }
        }

        await working;
        return peak;
    }

    private async Task<bool> TellAsync(TimeSpan elapsed, long early, long late, long peak)
    {
        var slowest = _workers.MaxBy(worker => worker.Longest)!;
        var failures = _workers.SelectMany(worker => worker.Failures).ToList();
        var growth = late - early;
        var met = failures.Count == 0 && growth < MostGrowthBytes && slowest.Longest < MostCaseTime;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {target.Name}: {cases:N0} cases, seed {target.Seed}, {workers} workers, {cases / elapsed.TotalSeconds:N0} cases/s, longest {slowest.Longest.TotalMilliseconds:N1} ms, heap {Mib(early)} MiB at 10 %, {Mib(late)} MiB at 100 % (peak between {Mib(peak)} MiB): {(met ? "met" : "NOT met")}"));
        await output.WriteLineAsync($"    {string.Join(" · ", Outcomes())}");
        foreach (var failure in failures)
        {
            await output.WriteLineAsync($"    {failure}");
        }

        if (slowest.Longest >= MostCaseTime)
        {
            await output.WriteLineAsync($"    too slow: {slowest.SlowestCase}");
        }

        await output.FlushAsync();
        return met;
    }

    private IEnumerable<string> Outcomes() => _workers.SelectMany(worker => worker.Outcomes)
        .GroupBy(outcome => outcome.Key, outcome => outcome.Value)
        .Select(outcome => (Name: outcome.Key, Count: outcome.Sum()))
        .OrderByDescending(outcome => outcome.Count)
        .Select(outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Name} {outcome.Count:N0}"));

    private static long HeapBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Mib(long bytes) => (bytes / 1048576.0).ToString("N1", CultureInfo.InvariantCulture);
}
