using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>One measured way in: durable messages a second, and what each cost the process that takes them in and the store.</summary>
internal sealed record IngestRun(double MessagesPerSecond, double ProcessMicroseconds, double StoreMicroseconds, bool IsComplete)
{
    private const int MostRecounts = 20;
    private static readonly TimeSpan RecountAfter = TimeSpan.FromMilliseconds(250);

    public double Microseconds => ProcessMicroseconds + StoreMicroseconds;

    /// <summary>Measures from now until <paramref name="work"/> ends, by which <paramref name="process"/> has taken the messages in.</summary>
    public static async Task<IngestRun> MeasureAsync(IngestWorld world, int process, int messages, Func<Task> work)
    {
        var postgres = (await PostgresServer.Shared).Process!.Id;
        var storedBefore = await world.CountAsync();
        var processBefore = ProcessCpu.OfTree(process);
        var storeBefore = ProcessCpu.OfTree(postgres);
        var started = TimeProvider.System.GetTimestamp();
        await work();
        var took = TimeProvider.System.GetElapsedTime(started);
        var byProcess = ProcessCpu.OfTree(process) - processBefore;
        var byStore = ProcessCpu.OfTree(postgres) - storeBefore;

        // Counting costs the store more than a little, and is ours. Programs that store in no order may be at the last ones still.
        var expected = storedBefore + ((long)messages * IngestWorld.Properties.Length);
        var stored = await world.CountAsync();
        for (var tries = 0; stored < expected && tries < MostRecounts; tries++)
        {
            await Task.Delay(RecountAfter);
            stored = await world.CountAsync();
        }

        return new IngestRun(
            messages / took.TotalSeconds, byProcess.TotalMicroseconds / messages, byStore.TotalMicroseconds / messages, stored == expected);
    }

    /// <summary>The run with the middle rate.</summary>
    public static IngestRun Median(IReadOnlyList<IngestRun> runs) => runs.OrderBy(r => r.MessagesPerSecond).ElementAt(runs.Count / 2) with
    {
        IsComplete = runs.All(r => r.IsComplete),
    };
}
