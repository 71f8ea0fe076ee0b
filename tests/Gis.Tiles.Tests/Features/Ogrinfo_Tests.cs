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

    /// <summary>GDAL asks our server for what it wants, and does not sort it out itself.</summary>
    [Fact]
    public async Task Pushes_an_attribute_filter_down()
    {
        var (features, log) = await Gdal.DebugAsync("ogrinfo", "-ro", "-al", "-where", "code = '130202'", Source, "districts");

        Assert.Contains("Lunan", features, StringComparison.Ordinal);
        Assert.DoesNotContain("Chang'an", features, StringComparison.Ordinal);
        Assert.Matches(@"items\?\S*code=130202", log);
    }

    [Fact]
    public async Task Pushes_a_box_and_two_values_down_together()
    {
        var (features, log) = await Gdal.DebugAsync("ogrinfo", "-ro", "-al", "-spat", "114.505", "38", "114.525", "39", "-where", "code = 'P2' AND enterprise = '企业2'", Source, "outfalls");

        Assert.Contains("Outfall 2", features, StringComparison.Ordinal);
        Assert.DoesNotContain("Outfall 1", features, StringComparison.Ordinal);
        Assert.DoesNotContain("Outfall 3", features, StringComparison.Ordinal);
        Assert.Matches(@"items\?\S*bbox=114.5\S*code=P2&enterprise=|items\?\S*code=P2&enterprise=\S*bbox=114.5", log);
    }

    /// <summary>Debian's GDAL knows no systems of its own in OAPIF yet; a page in a zone is read as GeoJSON, in the order of the axes of EPSG.</summary>
    [Fact]
    public async Task Reads_a_page_in_a_zone()
    {
        var page = new Uri(system.Address, "/ogc/collections/outfalls/items?limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/4526");

        var feature = await Gdal.RunAsync("ogrinfo", "-ro", "-al", page.ToString());

        Assert.Matches(@"POINT \(42131\d\d\.\d+ 385447\d\d\.\d+\)", feature);
    }

    [Fact]
    public async Task Copies_a_collection_whole()
    {
        var folder = Directory.CreateTempSubdirectory("ogr2ogr");
        try
        {
            var copy = Path.Combine(folder.FullName, "districts.gpkg");

            await Gdal.RunAsync("ogr2ogr", "-f", "GPKG", copy, Source, "districts");

            Assert.Contains("Feature Count: 2", await Gdal.RunAsync("ogrinfo", "-ro", "-so", copy, "districts"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
