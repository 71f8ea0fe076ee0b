using Gis.Testing;

namespace Gis.Journeys;

/// <summary>One system in four processes: command, tiles, and two ingests that share the field's messages; in it what docs/samples/things.csv registers.</summary>
public sealed class PartsSystem : SharedSystem
{
    public Uri Tiles => Running.AddressAbove(1);

    public IReadOnlyList<Uri> Ingests => [Running.AddressAbove(2), Running.AddressAbove(3)];

    protected override Task<RunningSystem> UpAsync() => RunningSystem.UpAsync(words: ["--empty", "--parts", "command"]);

    protected override async Task FurnishAsync(RunningSystem running)
    {
        await running.GisAsync("up", "--detach", "--parts", "tiles");
        await running.GisAsync("up", "--detach", "--parts", "ingest");
        await running.GisAsync(new Dictionary<string, string> { ["GIS_INGEST"] = "2" }, "up", "--detach", "--parts", "ingest");
        await running.GisAsync("import-things", Repository.PathOf("docs", "samples", "things.csv"));
    }
}
