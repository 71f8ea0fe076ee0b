using System.Diagnostics;
using System.Globalization;
using Gis.Benchmarks.Triage;
using Gis.Server.Patches;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>Ten thousand patches of known truth against a million parcels and all themes: how long the comparison takes, and whether it cleared anything unlawful.</summary>
internal sealed class TriageBench : IBench
{
    private const double SecondsBar = 60;
    private const double ExplainedBar = 0.6;

    public string Name => "triage";

    public string Purpose =>
        $"{TriageWorld.Sites:N0} patches against 1,000,000 parcels and all themes in at most {SecondsBar:F0} s; none that is unlawful cleared, at least {ExplainedBar:P0} explained";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GIS_BENCH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        await output.WriteLineAsync(Text($"  seed {seed} (GIS_BENCH_SEED repeats it)"));
        await using var store = new StoreFixture();
        await store.InitializeAsync();
        var world = new TriageWorld(store);
        var filling = Stopwatch.StartNew();
        await world.FillAsync(seed);
        await output.WriteLineAsync(Text($"  the map was made in {filling.Elapsed.TotalSeconds:F0} s"));

        var triage = new PatchTriage(store.Command, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var compared = await triage.RunDueAsync(TriageWorld.Sites + 1, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;

        var told = await ToldAsync(store);
        var rows = world.Made.Select((site, n) => (site.Label, Told: told[Text($"{n:D6}")])).ToList();
        foreach (var of in rows.GroupBy(row => row.Label).OrderBy(group => TriageLabel.All.ToList().IndexOf(group.Key)))
        {
            var explained = of.Count(row => row.Told.Outcome == "explained");
            var rules = string.Join(", ", of.GroupBy(row => row.Told.Word).OrderByDescending(group => group.Count()).Take(4).Select(group => Text($"{group.Key} {group.Count()}")));
            await output.WriteLineAsync(Text($"  {(of.Key.IsLawful ? "lawful  " : "unlawful")} {of.Key.Name,-34} {of.Count(),5}  explained {explained,5}  {rules}"));
        }

        foreach (var (n, row) in rows.Index().Where(one => !one.Item.Label.IsLawful && one.Item.Told.Outcome == "explained").Take(5))
        {
            await output.WriteLineAsync(Text($"    CLEARED number {n:D6}: {row.Label.Name} by {row.Told.Word}; truth {world.Made[n].Truth.AsText()}; seen {world.Made[n].Seen.AsText()}"));
        }

        await store.ExecuteAsync("ANALYZE patch, patch_triage, patch_event");
        var looked = Stopwatch.StartNew();
        await using (var connection = await store.Command.OpenConnectionAsync())
        {
            var filter = new PatchFilter(["130000"], new DateOnly(2026, 11, 1), List: "doubtful", Limit: 100);
            await PatchReader.ReadAsync(connection, filter, CancellationToken.None);
            await PatchReader.CountAsync(connection, filter, CancellationToken.None);
        }

        await output.WriteLineAsync(Text($"  a page of the doubtful with the counts of all lists: {looked.Elapsed.TotalMilliseconds:F0} ms"));
        var cleared = rows.Count(row => !row.Label.IsLawful && row.Told.Outcome == "explained");
        var share = rows.Count(row => row.Told.Outcome == "explained") / (double)rows.Count;
        var lawful = rows.Count(row => row.Label.IsLawful) / (double)rows.Count;
        await output.WriteLineAsync(Text($"  {compared} patches in {seconds:F1} s, {compared / seconds:F0} a second, by {Environment.ProcessorCount} processors that the store shares (bar {SecondsBar:F0} s)"));
        await output.WriteLineAsync(Text($"  unlawful and cleared: {cleared} (bar 0); explained {share:P1} of all (bar {ExplainedBar:P0}), of which lawful were {lawful:P1}"));
        return compared == TriageWorld.Sites && seconds <= SecondsBar && cleared == 0 && share >= ExplainedBar;
    }

    /// <summary>Outcome, and the rule or else the first reason, by number.</summary>
    private static async Task<Dictionary<string, (string Outcome, string Word)>> ToldAsync(StoreFixture store)
    {
        var told = new Dictionary<string, (string, string)>();
        await using var command = store.Owner.CreateCommand("SELECT number, outcome, CASE WHEN outcome = 'explained' THEN rule ELSE coalesce(reasons -> 0 ->> 'code', 'none') END FROM patch_standing");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            told[row.GetString(0)] = (row.GetString(1), row.GetString(2));
        }

        return told;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
