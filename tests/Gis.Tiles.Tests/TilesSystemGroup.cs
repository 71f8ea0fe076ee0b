using Xunit;

namespace Gis.Tiles.Tests;

/// <summary>Tests that do not change layers, editions or rights share one system.</summary>
[CollectionDefinition(Name)]
public sealed class TilesSystemGroup : ICollectionFixture<TilesSystem>
{
    public const string Name = "tiles system";
}
