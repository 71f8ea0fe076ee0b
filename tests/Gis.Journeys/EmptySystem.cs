namespace Gis.Journeys;

/// <summary>A system without demo, as a customer begins.</summary>
public sealed class EmptySystem : SharedSystem
{
    protected override Task<RunningSystem> UpAsync() => RunningSystem.UpAsync(words: "--empty");
}
