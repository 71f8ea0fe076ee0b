using Gis.Testing;

namespace Gis.Server.Tests;

/// <summary>A system with only the command part open: what people do, without the field.</summary>
public class CommandSystem : TestSystem
{
    protected override string Parts => "command";
}
