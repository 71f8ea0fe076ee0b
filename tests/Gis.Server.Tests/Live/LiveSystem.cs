using Gis.Testing;

namespace Gis.Server.Tests.Live;

/// <summary>The command part alone: what ingest would write, the test writes.</summary>
public sealed class LiveSystem : TestSystem
{
    protected override string Parts => "command";
}
