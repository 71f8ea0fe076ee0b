using Xunit;

namespace Gis.Tiles.Tests.Features;

/// <summary>The way another department reads us: GDAL's client for OGC API Features.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Ogrinfo_Tests(TilesSystem system)
{
    private string Source => $"OAPIF:{new Uri(system.Address, "/ogc")}";

    [Fact]
    public async Task Lists_the_published_layers_only()
    {
        var layers = await Gdal.RunAsync("ogrinfo", "-ro", "-q", Source);

        Assert.Contains("outfalls", layers, StringComparison.Ordinal);
        Assert.Contains("districts", layers, StringComparison.Ordinal);
        Assert.DoesNotContain("parcels", layers, StringComparison.Ordinal);
        Assert.DoesNotContain("units", layers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_a_published_layer()
    {
        var summary = await Gdal.RunAsync("ogrinfo", "-ro", "-so", Source, "outfalls");

        Assert.Contains("Feature Count: 5", summary, StringComparison.Ordinal);
        Assert.Contains("Geometry: Point", summary, StringComparison.Ordinal);
        Assert.Contains("Extent: (114.510000, 38.050000) - (118.170000, 39.630000)", summary, StringComparison.Ordinal);
        Assert.Contains("name_zh: String", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pushes_a_box_down()
    {
        var features = await Gdal.RunAsync("ogrinfo", "-ro", "-al", "-spat", "118", "39", "119", "40", Source, "outfalls");

        Assert.Contains("Stack 1", features, StringComparison.Ordinal);
        Assert.DoesNotContain("Outfall 1", features, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_a_granted_layer_whole_through_its_pages()
    {
        var department = await system.WithAsync("guest|130100|parcels");

        var summary = await Gdal.RunAsync(
            "ogrinfo", "-ro", "-al", "-oo", "PAGE_SIZE=7", "--config", "GDAL_HTTP_HEADERS", $"Authorization: {department.DefaultRequestHeaders.Authorization}",
            Source, "parcels");

        Assert.Equal(SmallWorld.ChanganParcels, summary.Split("OGRFeature(parcels)").Length - 1);
    }
}
