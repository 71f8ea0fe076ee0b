using Xunit;

namespace Gis.Journeys;

/// <summary>Journeys that share one demo province: to start it takes longer than most of them. Each brings its own layers, people and cases, and leaves the others' alone.</summary>
[CollectionDefinition(Name)]
public sealed class DemoProvince : ICollectionFixture<DemoSystem>, ICollectionFixture<Chromium>
{
    public const string Name = "demo province";
}
