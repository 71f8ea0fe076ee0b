namespace Gis.Ingest.Tests;

/// <summary>A rig in which one ingest runs from the start, shared by the tests of a class.</summary>
public sealed class RunningIngest : IngestRig
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartAsync();
    }
}
