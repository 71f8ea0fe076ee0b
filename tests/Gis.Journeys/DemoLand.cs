using Xunit;

namespace Gis.Journeys;

/// <summary>Journeys that share one demo with its land. Each brings its own batches and pictures, or acts on patches that no other does.</summary>
[CollectionDefinition(Name)]
public sealed class DemoLand : ICollectionFixture<LandSystem>, ICollectionFixture<Chromium>
{
    public const string Name = "demo land";
}
