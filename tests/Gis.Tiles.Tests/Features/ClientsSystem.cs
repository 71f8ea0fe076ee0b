using Gis.Testing;
using Gis.Tiles.Imagery.Import;
using Gis.Tiles.Tests.Imagery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gis.Tiles.Tests.Features;

/// <summary>The small world with a picture, and a log of what clients ask for.</summary>
public sealed class ClientsSystem : TilesSystem
{
    public AskedLog Log { get; } = new();

    protected override async Task ArrangeAsync()
    {
        await base.ArrangeAsync();
        using var tiffs = new SmallTiff();
        var file = await tiffs.WriteAsync("photo", 64, SmallTiff.Quarters(64, ImagesSystem.Red, ImagesSystem.Green, ImagesSystem.Blue, ImagesSystem.White), ImagesSystem.Corners);
        await new ImageImport(Store.Tiles, Path.Combine(Home, "images"), new ImageLimits(), new Progress<ImageProgress>())
            .RunAsync(new ImageWish("photo", file) { TitleEn = "Photo", TitleZh = "影像", Credit = "Test survey", Publish = true }, CancellationToken.None);
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.Adjust(builder);
        builder.Services.AddSingleton<IStartupFilter>(Log);
    }
}
