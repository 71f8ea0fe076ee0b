using System.Globalization;
using Gis.Benchmarks.Dispatch;

namespace Gis.Benchmarks;

/// <summary>A commander's order while ingest stores as fast as it can, and while ingest stands still in the middle of a transaction.</summary>
internal sealed class DispatchBench : IBench
{
    private const int Orders = 1_000;
    private const int Parts = 10;
    private const int Stops = 10;
    private const int Backlog = 400_000;

    public string Name => "dispatch";

    public string Purpose => $"an order over HTTP, request to stored, {Orders} each: alone, beside full ingest, beside an ingest stopped (SIGSTOP) in the middle {Stops} times";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var world = new DispatchWorld();
        await world.InitializeAsync();
        try
        {
            return await MeasureAsync(world, output);
        }
        finally
        {
            await world.StopIngestAsync();
            await world.DisposeAsync();
        }
    }

    private static async Task<bool> MeasureAsync(DispatchWorld world, TextWriter output)
    {
        var commander = await Commander.TakePostAsync(world);
        await DispatchAsync(commander, Orders / 10);
        var alone = await DispatchAsync(commander, Orders);

        var beside = new List<double>();
        var left = long.MaxValue;
        for (var part = 0; part < Parts; part++)
        {
            await world.KeepBusyAsync(Backlog);
            beside.AddRange(await DispatchAsync(commander, Orders / Parts));
            left = Math.Min(left, await world.LeftAsync());
        }

        await world.PileUpAsync(Backlog);

        var stopped = new List<double>();
        for (var stop = 0; stop < Stops; stop++)
        {
            await world.SuspendInTheMiddleAsync();
            stopped.AddRange(await DispatchAsync(commander, Orders / Stops));
            await world.ResumeAsync();
        }

        var busy = left > 0 && await world.LeftAsync() > 0;
        await TellAsync(output, "alone", alone, alone);
        await TellAsync(output, "beside full ingest", [.. beside.Order()], alone);
        await TellAsync(output, "beside a stopped ingest", [.. stopped.Order()], alone);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  least backlog of the second measure {left:N0} messages{(busy ? "" : "; ingest was NOT busy to the end")}"));
        return busy;
    }

    private static async Task<double[]> DispatchAsync(Commander commander, int orders)
    {
        var took = new double[orders];
        for (var i = 0; i < orders; i++)
        {
            took[i] = await commander.DispatchAsync();
        }

        return [.. took.Order()];
    }

    private static Task TellAsync(TextWriter output, string what, double[] took, double[] limit) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-24} p50 {took.At(0.5),6:F1} ms, p99 {took.At(0.99),6:F1} ms, longest {took[^1],6:F1} ms; p99 {took.At(0.99) / limit.At(0.99):F1} times that alone"));
}
