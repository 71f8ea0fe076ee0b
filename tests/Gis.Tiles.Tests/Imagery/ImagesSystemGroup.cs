using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>Tests that do not change pictures or rights share one system.</summary>
[CollectionDefinition(Name)]
public sealed class ImagesSystemGroup : ICollectionFixture<ImagesSystem>
{
    public const string Name = "images system";
}
