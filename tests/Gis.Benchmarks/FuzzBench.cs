using System.Globalization;
using Gis.Benchmarks.Fuzz;
using Gis.Ingest.Tests.Fuzzing;

namespace Gis.Benchmarks;

/// <summary>
/// Every parser that meets the bytes of strangers, with many more spoilt messages than the tests give it. Settings: GIS_FUZZ_CASES, how many for each parser;
/// GIS_FUZZ_SEED, added to the seed of each, so that another night tries others; GIS_FUZZ_ONLY, parsers by a part of their name.
/// </summary>
internal sealed class FuzzBench : IBench
{
    private const long UsualCases = 10_000_000;

    public string Name => "fuzz";

    public string Purpose => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cases():N0} spoilt messages a parser (GIS_FUZZ_CASES); bar: none throws, none takes {FuzzRun.MostCaseTime.TotalSeconds:N0} s, the heap grows by less than {FuzzRun.MostGrowthBytes >> 20} MiB");

    public bool IsNightly => true;

    public async Task<bool> RunAsync(TextWriter output)
    {
        var only = Environment.GetEnvironmentVariable("GIS_FUZZ_ONLY") ?? "";
        var chosen = FuzzTargets.All.Where(target => target.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
        {
            throw new UnfitSettingException($"GIS_FUZZ_ONLY is a part of a parser's name; '{only}' is in none of: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}.");
        }

        var allMet = true;
        foreach (var target in chosen)
        {
            var run = new FuzzRun(target with { Seed = target.Seed + (int)Setting("GIS_FUZZ_SEED", 0, least: 0) }, Cases(), Environment.ProcessorCount, output);
            allMet &= await run.RunAsync();
        }

        return allMet;
    }

    private static long Cases() => Setting("GIS_FUZZ_CASES", UsualCases, least: 1);

    private static long Setting(string name, long otherwise, long least) =>
        Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number < int.MaxValue ? number
        : throw new UnfitSettingException($"{name} is a whole number from {least} on, less than {int.MaxValue}; '{text}' is not.");
}
