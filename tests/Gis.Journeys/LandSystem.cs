namespace Gis.Journeys;

/// <summary>The demo as it comes, its land with it; no verdict is drawn for a second one, so that what a journey sends on goes on.</summary>
public sealed class LandSystem : SharedSystem
{
    protected override Task<RunningSystem> UpAsync() => RunningSystem.UpAsync();

    protected override Task FurnishAsync(RunningSystem running) => running.GisAsync("psql", "-XAtqc", "UPDATE patch_second_rate SET rate = 0");
}
