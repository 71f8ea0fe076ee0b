using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>A tiles part that gives the store one second.</summary>
public sealed class ImpatientSystem : TestSystem
{
    protected override string Parts => "tiles";

    protected override Task ArrangeAsync() => SmallWorld.FillAsync(Store);

    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration.AddInMemoryCollection([new("Tiles:CutTimeout", "00:00:01"), new("Tiles:ItemsTimeout", "00:00:01")]);
    }
}
