using System.Diagnostics;
using System.Globalization;
using Gis.Benchmarks.Land;
using Gis.Server.Patches;
using Gis.Server.Patches.Statistics;

namespace Gis.Benchmarks;

/// <summary>The change patches of a whole province as officers of province, city and county ask for them: lists, duties, figures, cards, verdicts.</summary>
internal sealed class LandBench : IBench
{
    private const double PageMs = 150;
    private const double DutiesMs = 150;
    private const double FiguresMs = 1_000;
    private const double CardMs = 50;
    private const double VerdictMs = 50;
    private const int Judged = 40;

    public string Name => "land";

    public string Purpose =>
        $"{LandWorld.Patches:N0} change patches of a province, asked for over HTTP: a page of 200 and the duties ≤ {PageMs:F0} ms, figures ≤ {FiguresMs:F0} ms, a card and a verdict ≤ {CardMs:F0} ms (p95)";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GIS_BENCH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        var world = new LandWorld(seed);
        var filling = Stopwatch.StartNew();
        await world.InitializeAsync();
        try
        {
            var facts = await world.Store.ScalarAsync<long>("SELECT count(*) FROM patch_event");
            await output.WriteLineAsync(Text($"  seed {seed} (GIS_BENCH_SEED repeats it); {facts:N0} facts, made in {filling.Elapsed.TotalSeconds:F0} s"));
            var isMet = true;
            var visitors = await world.VisitorsAsync();
            foreach (var visitor in visitors)
            {
                foreach (var (what, path, barMs) in await AsksAsync(world))
                {
                    isMet &= await TellAsync(output, visitor.Who, what, await visitor.AskAsync(path), barMs);
                }
            }

            var patches = await world.ToJudgeAsync(Judged * visitors.Count);
            foreach (var (visitor, some) in visitors.Zip(patches.Chunk(Judged)))
            {
                var (cards, verdicts) = await visitor.JudgeAsync(some);
                isMet &= await TellAsync(output, visitor.Who, "card", cards, CardMs) & await TellAsync(output, visitor.Who, "verdict", verdicts, VerdictMs);
                visitor.Dispose();
            }

            var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
            await output.WriteLineAsync(Text($"  load of the machine {load}   {(isMet ? "met" : "MISSED")}"));
            return isMet;
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<(string What, string Path, double BarMs)>> AsksAsync(LandWorld world)
    {
        const string page = "api/patches?limit=200";
        var figures = Text($"api/patch-statistics?from={LandWorld.From:yyyy-MM-dd}");
        return
        [
            ("page of all", page, PageMs),
            .. PatchWords.List.Split(' ').Select(list => ($"page of {list}", $"{page}&list={list}", PageMs)),
            ("page of mine", $"{page}&mine=true", PageMs),
            ("page of a county", $"{page}&area={LandWorld.County}", PageMs),
            ("page of a batch", Text($"{page}&batch={await world.NewestBatchAsync()}"), PageMs),
            ("page by number", $"{page}&q=0042", PageMs),
            ("batches", "api/patch-batches", PageMs),
            ("duties", "api/patch-duties", DutiesMs),
            .. PatchStatistics.Ways.Split(' ').Select(by => ($"figures by {by}", $"{figures}&by={by}", FiguresMs)),
        ];
    }

    private static async Task<bool> TellAsync(TextWriter output, string who, string what, double[] took, double barMs)
    {
        var isMet = took.At(0.95) <= barMs;
        await output.WriteLineAsync(Text($"  {who,-9} {what,-18} median {took.At(0.5),6:F1} ms, p95 {took.At(0.95),6:F1} ms, limit {barMs,5:F0} ms{(isMet ? "" : "   MISSED")}"));
        return isMet;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
