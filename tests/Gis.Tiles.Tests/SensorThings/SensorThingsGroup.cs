using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>Tests that only read the observed world share one system.</summary>
[CollectionDefinition(Name)]
public sealed class SensorThingsGroup : ICollectionFixture<SensorThingsSystem>
{
    public const string Name = "sensorthings system";
}
