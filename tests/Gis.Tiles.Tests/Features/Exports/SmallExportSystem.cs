using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Tests.Features.Exports;

/// <summary>Files of ten features, one at a time.</summary>
public sealed class SmallExportSystem : TestSystem
{
    protected override string Parts => "tiles";

    protected override Task ArrangeAsync() => SmallWorld.FillAsync(Store);

    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration.AddInMemoryCollection([new("Tiles:MostExported", "10"), new("Tiles:ConcurrentExports", "1")]);
    }
}
