namespace Gis.Journeys;

/// <summary>The demo as it comes, its land with it.</summary>
public sealed class LandSystem : SharedSystem
{
    protected override Task<RunningSystem> UpAsync() => RunningSystem.UpAsync();
}
