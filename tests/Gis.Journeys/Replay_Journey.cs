using Gis.Testing;
using Xunit;

namespace Gis.Journeys;

/// <summary>A person replays a file at the prompt: its stations are registered from it, its hours stored once, and the user who spoke for the field is gone afterwards.</summary>
public sealed class Replay_Journey
{
    [Fact]
    public async Task Recorded_hours_are_registered_replayed_and_never_doubled()
    {
        await using var system = await RunningSystem.UpAsync(words: "--empty");
        var file = Samples.PathOf("recordings/air-hours.xml");
        var things = Path.Combine(system.Home, "stations.csv");

        await system.GisAsync("replay", file, "--things", things);
        await system.GisAsync("import-things", things);
        var first = await system.GisAsync("replay", file);
        var again = await system.GisAsync("replay", file);

        Assert.Contains("8 new, 0 there already, 0 refused", first, StringComparison.Ordinal);
        Assert.Contains("0 new, 8 there already, 0 refused", again, StringComparison.Ordinal);
        Assert.Equal(8, await system.CountAsync("SELECT count(*) FROM period_value"));
        Assert.False(File.Exists(Path.Combine(system.Home, "secrets", "gis_replay")));
        Assert.DoesNotContain("gis-replay", await File.ReadAllTextAsync(Path.Combine(system.Home, "broker", "passwd")), StringComparison.Ordinal);
    }
}
