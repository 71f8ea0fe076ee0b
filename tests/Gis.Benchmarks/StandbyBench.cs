using System.Globalization;
using Gis.Benchmarks.Features;
using Gis.Benchmarks.Standby;
using Gis.Benchmarks.Tiles;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>
/// Starts a second PostgreSQL as a hot standby of the first and has it read from: reads a second with it and without, turn by turn in one run, and what
/// readers notice when the primary is killed.
/// </summary>
internal sealed class StandbyBench : IBench
{
    private const int Rounds = 3;
    private const int ConnectionCount = 4;
    private const double GapBarMs = 2_000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    public string Name => "standby";

    public string Purpose => string.Create(
        CultureInfo.InvariantCulture,
        $"{ProvinceWorld.Parcels:N0} parcels read from a hot standby and from the primary; the primary is killed with reads under way: no answer fails, the longest wait is at most {GapBarMs / 1_000:F0} s");

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var world = new StandbyWorld();
        await world.InitializeAsync();
        await RaceAsync(world, output);
        return await KillAsync(world, output);
    }

    /// <summary>Both servers share this machine, so that the ratio tells what it costs to read from the standby, not what a second machine brings.</summary>
    private static async Task RaceAsync(StandbyWorld world, TextWriter output)
    {
        var range = ProvinceWorld.RangeOf("parcels", 14);
        var (boxes, tiles) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var box = (With: await BoxesAsync(world.WithStandby), Without: await BoxesAsync(world.PrimaryAlone));
            var tile = (With: await TilesAsync(world.WithStandby, range), Without: await TilesAsync(world.PrimaryAlone, range));
            if (round == 0)
            {
                continue;   // the first warms both
            }

            boxes.Add(box.With / box.Without);
            tiles.Add(tile.With / tile.Without);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  round {round}: standby {box.With:F0} boxes/s and {tile.With:F0} tiles/s, primary {box.Without:F0} boxes/s and {tile.Without:F0} tiles/s, ratios {boxes[^1]:F2} and {tiles[^1]:F2}"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {ConnectionCount} connections, median ratio of standby to primary: features {boxes.Order().ElementAt(Rounds / 2):F2}, tiles {tiles.Order().ElementAt(Rounds / 2):F2}"));
    }

    private static async Task<bool> KillAsync(StandbyWorld world, TextWriter output)
    {
        using var reader = new SteadyReader(world.WithStandby, ConnectionCount);
        var reading = reader.RunAsync(Before + After);
        await Task.Delay(Before);
        await world.KillPrimaryAsync();
        var killedAt = reader.Now;
        var run = await reading;
        var after = run.Where(read => read.EndedAt > killedAt).ToList();
        var (failed, longest) = (run.Count(read => !read.IsGood), after.Max(read => (read.EndedAt - read.BeganAt).TotalMilliseconds));
        var gap = SteadyReader.LongestGapMs(after, killedAt);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  the primary killed after {Before.TotalSeconds:F0} s of {(Before + After).TotalSeconds:F0} s: {run.Count} reads, {failed} failed; behind it {after.Count} reads, {after.Count(read => read.IsOld)} of them said that they may be old; the longest took {longest:F0} ms, the longest time without any good answer was {gap:F0} ms"));
        var met = failed == 0 && gap <= GapBarMs;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  failed reads {failed}, bar 0; gap {gap:F0} ms, bar ≤ {GapBarMs:F0}: {(met ? "met" : "NOT met")}"));
        return met;
    }

    private static async Task<double> BoxesAsync(Uri server) => (await new HttpFeatures(server, ConnectionCount).RunAsync(Turn)).BoxesPerSecond;

    private static async Task<double> TilesAsync(Uri server, TileRange range) => (await new HttpTiles(server, ConnectionCount).RunAsync(Turn, range.Pick)).TilesPerSecond;
}
