using Gis.Benchmarks;

IReadOnlyList<IBench> benches =
[
    new TilesBench(),
    new FeaturesBench(),
    new StandbyBench(),
    new IngestBench(),
    new ConnectionsBench(),
    new KillBench(),
    new LiveBench(),
    new LatestBench(),
    new DispatchBench(),
    new LedgerBench(),
    new TriageBench(),
    new ChangeBench(),
    new ReviewBench(),
    new LandBench(),
    new FuzzBench(),
];

IReadOnlyList<IBench> chosen = args.Length == 0 ? [.. benches.Where(bench => !bench.IsNightly)] : [.. benches.Where(bench => args.Contains(bench.Name))];
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"There is no bench {string.Join(' ', args)}; there are: {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

var allMet = true;
try
{
    foreach (var bench in chosen)
    {
        Console.WriteLine($"{bench.Name}: {bench.Purpose}");
        allMet &= await bench.RunAsync(Console.Out);
    }
}
catch (UnfitSettingException unfit)
{
    Console.Error.WriteLine(unfit.Message);
    return 2;
}

return allMet ? 0 : 1;
