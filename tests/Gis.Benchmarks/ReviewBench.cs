using System.Globalization;
using Gis.Benchmarks.Review;
using Gis.Journeys;

namespace Gis.Benchmarks;

/// <summary>An officer judges change patches by keyboard alone, in a real browser on the demo as it comes: what the machine lets him wait, and how many an hour that leaves room for.</summary>
internal sealed class ReviewBench : IBench
{
    private const int Patches = 200;
    private const double MostWaitSeconds = 0.5;
    private const double SecondsOfAnHour = 3600;

    /// <summary>Two hundred an hour leave eighteen seconds to look at each; the machine gets one of them to have the next one ready.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public string Name => "review";

    public string Purpose => $"{Patches} change patches judged by keys in a browser: from Enter until card and both pictures of the next are drawn ≤ {MostWaitSeconds} s; undo; on where one left";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var (system, chromium) = (new LandSystem(), Chromium.WithoutCard());
        try
        {
            await system.InitializeAsync();
            await chromium.InitializeAsync();
            await using var table = await LightTable.OpenAsync(chromium, system.Running);
            await table.JudgeAsync(Patches, Look);
            var judged = await table.JudgedAsync();
            await table.UndoAsync();
            var afterUndo = await table.JudgedAsync();
            var isResumed = await table.ResumesAsync();
            var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
            var waits = table.WaitsSeconds.Order().ToArray();
            var met = waits.Length >= Patches - 1 && waits.At(0.95) <= MostWaitSeconds && judged == Patches && afterUndo == Patches - 1 && isResumed;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {judged} judged, {judged - afterUndo} taken back, {(isResumed ? "gone on at the same patch" : "NOT gone on at the same patch")} after a reload"));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  wait a patch: median {waits.At(0.5):F2} s ({waits.At(0.5) / MostWaitSeconds:F2} of the limit), p95 {waits.At(0.95):F2} s ({waits.At(0.95) / MostWaitSeconds:F2}), longest {waits[^1]:F2} s; without a graphics card, load of the machine {load}"));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"  an hour holds {SecondsOfAnHour / waits.Average():F0} of these waits: {Patches} patches leave {(SecondsOfAnHour / Patches) - waits.Average():F1} s to look at each   {(met ? "met" : "MISSED")}"));
            return met;
        }
        finally
        {
            await chromium.DisposeAsync();
            await system.DisposeAsync();
        }
    }
}
