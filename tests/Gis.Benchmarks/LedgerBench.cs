using System.Globalization;
using Gis.Testing;
using Gis.Testing.Ledger;

namespace Gis.Benchmarks;

/// <summary>Gaps at random in a field of devices: each must be named, none invented, and those of devices that can send again closed by asking.</summary>
internal sealed class LedgerBench : IBench
{
    private const int MostShown = 5;
    private static readonly LedgerSize Size = new(Numbered: 120, Paced: 80, Loggers: 30);

    public string Name => "ledger";

    public string Purpose => $"{Size.Numbered} devices with seq, {Size.Paced} by their interval, {Size.Loggers} HJ 212 loggers; messages lost, late, doubled and out of order; each loss named, none invented, requests close them";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GIS_BENCH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        var system = new LedgerSystem(Size, seed);
        await system.InitializeAsync();
        try
        {
            return await RunAsync(system, output);
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    private static async Task<bool> RunAsync(LedgerSystem system, TextWriter output)
    {
        await output.WriteLineAsync(Text($"  seed {system.Plan.Seed} (GIS_BENCH_SEED repeats it)"));
        await using var field = new LedgerField(system);
        await field.RegisterAsync();
        await field.SpeakAsync();
        var before = await field.CompareAsync();
        await TellAsync(output, "as it came", before);
        await field.RequestAsync((await system.PersonAsync("inspector", "130100")).Program);
        var after = await field.CompareAsync();
        var askable = system.Plan.Loggers.Sum(logger => logger.Lost.Count);
        var closed = before.Named - after.Named;
        await TellAsync(output, "after the requests", after);
        await output.WriteLineAsync(Text($"  {field.Requests} requests closed {closed} of {askable} hours that could be asked for; {field.SentAgainInVain} hours between gaps came again"));
        return before is { Unnamed.Count: 0, Invented.Count: 0 } && after.Invented.Count == 0 && closed == askable;
    }

    private static async Task TellAsync(TextWriter output, string when, LedgerVerdict verdict)
    {
        await output.WriteLineAsync(Text($"  {when}: {verdict.Lost} lost, {verdict.Named} named, {verdict.Invented.Count} invented"));
        foreach (var wrong in verdict.Invented.Take(MostShown))
        {
            await output.WriteLineAsync($"    invented: {wrong}");
        }

        if (verdict.Unnamed.Count <= MostShown)
        {
            foreach (var wrong in verdict.Unnamed)
            {
                await output.WriteLineAsync($"    not named: {wrong}");
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
