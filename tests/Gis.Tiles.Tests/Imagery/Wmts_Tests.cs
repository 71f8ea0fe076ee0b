using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>Pictures for WMTS clients: GDAL, OWSLib, and whoever asks wrongly.</summary>
[Collection(ImagesSystemGroup.Name)]
public sealed class Wmts_Tests(ImagesSystem system)
{
    private const string Tile = "SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=photo&STYLE=default&FORMAT=image/png&TILEMATRIXSET=CGCS2000Quad&TILEMATRIX=14&TILEROW=4728&TILECOL=26806";
    private const string WmtsPath = "/wmts/1.0.0/WMTSCapabilities.xml";
    private static readonly XNamespace Wmts = "http://www.opengis.net/wmts/1.0";
    private static readonly XNamespace Ows = "http://www.opengis.net/ows/1.1";

    [Fact]
    public async Task Capabilities_list_what_all_may_see_with_its_times_and_both_matrix_sets()
    {
        var contents = (await CapabilitiesAsync(system.Anyone)).Element(Wmts + "Contents")!;

        var layer = Assert.Single(contents.Elements(Wmts + "Layer"));
        Assert.Equal("photo", layer.Element(Ows + "Identifier")!.Value);
        Assert.Equal(["2021-05-01T03:04:05Z", "2020-05-01", "2019-05-01"], layer.Element(Wmts + "Dimension")!.Elements(Wmts + "Value").Select(time => time.Value));
        Assert.Equal("2021-05-01T03:04:05Z", layer.Element(Wmts + "Dimension")!.Element(Wmts + "Default")!.Value);
        Assert.Equal(["WebMercatorQuad", "CGCS2000Quad"], layer.Elements(Wmts + "TileMatrixSetLink").Select(link => link.Element(Wmts + "TileMatrixSet")!.Value));
        var geographic = contents.Elements(Wmts + "TileMatrixSet").Single(set => set.Element(Ows + "Identifier")!.Value == "CGCS2000Quad");
        Assert.Equal("urn:ogc:def:crs:EPSG::4490", geographic.Element(Ows + "SupportedCRS")!.Value);
        Assert.Equal("90 -180", geographic.Element(Wmts + "TileMatrix")!.Element(Wmts + "TopLeftCorner")!.Value);
    }

    [Theory]
    [InlineData("WebMercatorQuad")]
    [InlineData("CGCS2000Quad")]
    public async Task Matrices_end_with_the_deepest_that_a_layer_has(string name)
    {
        var contents = (await CapabilitiesAsync(system.Anyone)).Element(Wmts + "Contents")!;

        var matrices = contents.Elements(Wmts + "TileMatrixSet").Single(set => set.Element(Ows + "Identifier")!.Value == name).Elements(Wmts + "TileMatrix");
        var limits = contents.Element(Wmts + "Layer")!.Elements(Wmts + "TileMatrixSetLink").Single(link => link.Element(Wmts + "TileMatrixSet")!.Value == name).Descendants(Wmts + "TileMatrix");

        Assert.Equal(limits.Last().Value, matrices.Last().Element(Ows + "Identifier")!.Value);
    }

    [Fact]
    public async Task Hidden_layer_is_absent_from_capabilities_and_tiles_alike()
    {
        var owner = (await system.PersonAsync("inspector", "130000")).Program;

        var seen = (await CapabilitiesAsync(owner)).Descendants(Wmts + "Layer").Select(layer => layer.Element(Ows + "Identifier")!.Value);
        using var own = await owner.GetAsync($"/wmts?{Tile.Replace("=photo", "=secret", StringComparison.Ordinal).Replace("=14&TILEROW=4728&TILECOL=26806", "=11&TILEROW=591&TILECOL=3350", StringComparison.Ordinal)}");
        using var hidden = await system.Anyone.GetAsync($"/wmts?{Tile.Replace("=photo", "=secret", StringComparison.Ordinal)}");
        using var absent = await system.Anyone.GetAsync($"/wmts?{Tile.Replace("=photo", "=nothing", StringComparison.Ordinal)}");

        Assert.Equal(["photo", "secret"], seen);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.True(own.Headers.CacheControl!.Private);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, absent.StatusCode));
        Assert.Equal(await absent.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Tile_is_the_one_of_the_other_interface_and_is_not_sent_twice()
    {
        using var tile = await system.Anyone.GetAsync($"/wmts?{Tile}");
        using var other = await system.Anyone.GetAsync("/ogc/collections/photo/map/tiles/CGCS2000Quad/14/4728/26806");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/wmts?{Tile.ToLowerInvariant().Replace("getcapabilities", "GetCapabilities", StringComparison.Ordinal).Replace("gettile", "GetTile", StringComparison.Ordinal).Replace("cgcs2000quad", "CGCS2000Quad", StringComparison.Ordinal)}&TK=key");
        again.Headers.IfNoneMatch.Add(tile.Headers.ETag!);
        using var known = await system.Anyone.SendAsync(again);

        Assert.Equal(await other.Content.ReadAsByteArrayAsync(), await tile.Content.ReadAsByteArrayAsync());
        Assert.Equal(other.Headers.ETag, tile.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Theory]
    [InlineData("SERVICE=WMS&REQUEST=GetMap", 400, "InvalidParameterValue", "SERVICE")]
    [InlineData("SERVICE=WMTS", 400, "MissingParameterValue", "REQUEST")]
    [InlineData("SERVICE=WMTS&REQUEST=GetFeatureInfo", 501, "OperationNotSupported", "REQUEST")]
    [InlineData("SERVICE=WMTS&REQUEST=GetCapabilities&AcceptVersions=2.0.0", 400, "VersionNegotiationFailed", "AcceptVersions")]
    [InlineData("SERVICE=WMTS&REQUEST=GetTile", 400, "MissingParameterValue", "LAYER")]
    [InlineData("SERVICE=WMTS&SERVICE=WMTS&REQUEST=GetTile", 400, "InvalidParameterValue", "SERVICE")]
    [InlineData(Tile + "&TIME=2020-05-02", 400, "InvalidParameterValue", "TIME")]
    [InlineData(Tile + "&TIME=%3Cscript%3E%01", 400, "InvalidParameterValue", "TIME")]
    public async Task Wrong_request_gets_a_report_that_says_what_is_accepted(string query, int status, string code, string locator)
    {
        using var answer = await system.Anyone.GetAsync($"/wmts?{query}");

        var fault = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Element(Ows + "Exception")!;
        Assert.Equal((status, code, locator), ((int)answer.StatusCode, fault.Attribute("exceptionCode")!.Value, fault.Attribute("locator")!.Value));
        Assert.Contains("accepted is", fault.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VERSION=1.0.0", "VERSION=1.1.0", "InvalidParameterValue")]
    [InlineData("STYLE=default", "STYLE=bright", "InvalidParameterValue")]
    [InlineData("image/png", "image/jpeg", "InvalidParameterValue")]
    [InlineData("CGCS2000Quad", "c", "InvalidParameterValue")]
    [InlineData("TILEMATRIX=14", "TILEMATRIX=fourteen", "InvalidParameterValue")]
    [InlineData("TILEMATRIX=14", "TILEMATRIX=99", "TileOutOfRange")]
    [InlineData("TILEROW=4728", "TILEROW=-1", "InvalidParameterValue")]
    [InlineData("TILEROW=4728", "TILEROW=4700", "TileOutOfRange")]
    [InlineData("TILECOL=26806", "TILECOL=99999999", "TileOutOfRange")]
    public async Task Wrong_tile_gets_a_report(string right, string wrong, string code)
    {
        using var answer = await system.Anyone.GetAsync($"/wmts?{Tile.Replace(right, wrong, StringComparison.Ordinal)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants(Ows + "Exception").Single().Attribute("exceptionCode")!.Value);
    }

    [Fact]
    public async Task Any_words_get_an_answer_that_is_no_failure_of_ours()
    {
        var random = new Random(20261123);
        string[] names = ["service", "REQUEST", "Version", "layer", "STYLE", "format", "tilematrixset", "TILEMATRIX", "tileRow", "tilecol", "time", "acceptversions"];
        string[] values = ["WMTS", "GetTile", "GetCapabilities", "1.0.0", "photo", "secret", "default", "image/png", "CGCS2000Quad", "WebMercatorQuad", "14", "4728", "26806", "", "-1", "99999999999999999999", "2020-05-01", "%00", "%F0%9F%98%80", "1e9", "'"];
        var client = system.Anyone;
        for (var i = 0; i < 2_000; i++)
        {
            var query = string.Join('&', names.Where(_ => random.Next(8) > 0).Select(name => $"{name}={values[random.Next(values.Length)]}"));
            using var answer = await client.GetAsync($"/wmts?{query}");

            Assert.True((int)answer.StatusCode is < 500 or 501, $"{query}: {answer.StatusCode}");
        }
    }

    /// <summary>GDAL takes the template of the capabilities where there is one: what it asks for has the RESTful form.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", "EPSG\",3857", "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities")]
    [InlineData("CGCS2000Quad", "EPSG\",4490", "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities")]
    [InlineData("CGCS2000Quad", "EPSG\",4490", "/wmts/1.0.0/WMTSCapabilities.xml")]
    public async Task Gdal_takes_a_region_home_with_its_colours_where_they_are(string set, string crs, string capabilities)
    {
        var source = $"WMTS:{new Uri(system.Address, capabilities)},layer=photo,tilematrixset={set}";
        var file = Path.Combine(system.Home, $"region-{set}-{capabilities.Length}.tif");

        var info = await Gdal.RunAsync("gdalinfo", [.. Cache, source]);
        var (_, log) = await Gdal.DebugAsync("gdal_translate", ["--config", "GDAL_ENABLE_WMS_CACHE", "NO", "-q", "-projwin_srs", "EPSG:4326", "-projwin", "114.501", "38.059", "114.509", "38.051", source, file]);

        Assert.Matches($@"/wmts/1\.0\.0/photo/default/2021-05-01T03:04:05Z/{set}/\d+/\d+/\d+\.png", log);
        Assert.Contains(crs, info, StringComparison.Ordinal);
        Assert.Equal("20,200,60,255", await ColourAsync(file, 114.5025, 38.0575));   // the newest is green in the north-west
        Assert.Equal("10,40,210,255", await ColourAsync(file, 114.5025, 38.0525));
        Assert.Equal("250,250,250,255", await ColourAsync(file, 114.5075, 38.0525));
    }

    [Fact]
    public async Task Gdal_reads_the_tiles_by_address_too()
    {
        var description = Path.Combine(system.Home, "xyz.xml");
        await File.WriteAllTextAsync(
            description,
            $"""
            <GDAL_WMS>
              <Service name="TMS"><ServerUrl>{new Uri(system.Address, "/ogc/collections/photo/map/tiles/WebMercatorQuad/")}$&#123;z&#125;/$&#123;y&#125;/$&#123;x&#125;?time=2020-05-01</ServerUrl></Service>
              <DataWindow><UpperLeftX>-20037508.34</UpperLeftX><UpperLeftY>20037508.34</UpperLeftY><LowerRightX>20037508.34</LowerRightX><LowerRightY>-20037508.34</LowerRightY>
                <TileLevel>16</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow>
              <Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount><ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes>
            </GDAL_WMS>
            """);
        var file = Path.Combine(system.Home, "region-xyz.tif");

        await Gdal.RunAsync("gdalwarp", "-q", "-t_srs", "EPSG:4326", "-te", "114.495", "38.051", "114.509", "38.059", "-ts", "140", "80", description, file);

        Assert.Equal("220,30,20,255", await ColourAsync(file, 114.5025, 38.0575));
        Assert.Equal("0", (await ColourAsync(file, 114.497, 38.0575)).Split(',')[^1]);
    }

    [Fact]
    public async Task Owslib_lists_the_layer_and_gets_its_tile()
    {
        const string Program =
            """
            import sys
            from owslib.wmts import WebMapTileService
            service = WebMapTileService(sys.argv[1])
            layer = service.contents["photo"]
            print(layer.title, layer.boundingBoxWGS84, sorted(layer.tilematrixsetlinks))
            print(service.tilematrixsets["CGCS2000Quad"].crs, len(service.tilematrixsets["CGCS2000Quad"].tilematrix))
            tile = service.gettile(layer="photo", tilematrixset="CGCS2000Quad", tilematrix="14", row="4728", column="26806", format="image/png", style="default")
            print(tile.info()["Content-Type"], tile.read()[1:4].decode())
            """;

        var told = await Gdal.RunAsync("/usr/bin/python3", "-c", Program, new Uri(system.Address, "/wmts").ToString());

        Assert.Contains("Photo / 影像", told, StringComparison.Ordinal);
        Assert.Contains("['CGCS2000Quad', 'WebMercatorQuad']", told, StringComparison.Ordinal);
        Assert.Contains("urn:ogc:def:crs:EPSG::4490 ", told, StringComparison.Ordinal);
        Assert.Contains("image/png PNG", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owslib_builds_the_address_of_a_tile_from_the_template()
    {
        const string Program =
            """
            import sys, urllib.request
            from owslib.wmts import WebMapTileService
            service = WebMapTileService(sys.argv[1])
            print([(one.get("constraints") or [{}])[0] for one in service.getOperationByName("GetTile").methods], service.serviceMetadataURL)
            address = service.buildTileResource(layer="photo", tilematrixset="CGCS2000Quad", tilematrix="14", row="4728", column="26806", style="default")
            address = address.replace("{Time}", "2020-05-01")   # OWSLib leaves times to its caller
            print(address)
            print(urllib.request.urlopen(address).read()[1:4].decode())
            """;

        var told = await Gdal.RunAsync("/usr/bin/python3", "-c", Program, new Uri(system.Address, WmtsPath).ToString());

        Assert.Contains("/wmts/1.0.0/photo/default/2020-05-01/CGCS2000Quad/14/4728/26806.png", told, StringComparison.Ordinal);
        Assert.EndsWith("PNG", told.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-05-01", "&TIME=2020-05-01")]
    [InlineData("2021-05-01T03:04:05Z", "")]
    [InlineData("default", "")]
    public async Task Restful_tile_is_the_one_by_key_and_value(string time, string query)
    {
        using var byKey = await system.Anyone.GetAsync($"/wmts?{Tile}{query}");
        using var byAddress = await system.Anyone.GetAsync($"/wmts/1.0.0/photo/default/{time}/CGCS2000Quad/14/4728/26806.png");
        using var again = new HttpRequestMessage(HttpMethod.Get, byAddress.RequestMessage!.RequestUri);
        again.Headers.IfNoneMatch.Add(byKey.Headers.ETag!);
        using var known = await system.Anyone.SendAsync(again);

        Assert.Equal(await byKey.Content.ReadAsByteArrayAsync(), await byAddress.Content.ReadAsByteArrayAsync());
        Assert.Equal((byKey.Headers.ETag, byKey.Headers.CacheControl), (byAddress.Headers.ETag, byAddress.Headers.CacheControl));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task Restful_tile_without_a_time_is_the_newest()
    {
        using var byKey = await system.Anyone.GetAsync($"/wmts?{Tile}");
        using var byAddress = await system.Anyone.GetAsync("/wmts/1.0.0/photo/default/CGCS2000Quad/14/4728/26806.png");

        Assert.Equal(await byKey.Content.ReadAsByteArrayAsync(), await byAddress.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Capabilities_are_the_same_document_at_both_addresses()
    {
        var byAddress = await system.Anyone.GetStringAsync(WmtsPath);

        Assert.Equal(await system.Anyone.GetStringAsync("/wmts?SERVICE=WMTS&REQUEST=GetCapabilities"), byAddress);
        Assert.EndsWith(WmtsPath, XDocument.Parse(byAddress).Root!.Element(Wmts + "ServiceMetadataURL")!.Attributes().Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo/bright/default/CGCS2000Quad/14/4728/26806", 400, "InvalidParameterValue")]
    [InlineData("photo/default/2020-05-02/CGCS2000Quad/14/4728/26806", 400, "InvalidParameterValue")]
    [InlineData("photo/default/%3Cscript%3E/CGCS2000Quad/14/4728/26806", 400, "InvalidParameterValue")]
    [InlineData("photo/default/default/c/14/4728/26806", 400, "InvalidParameterValue")]
    [InlineData("photo/default/default/CGCS2000Quad/x/4728/26806", 400, "InvalidParameterValue")]
    [InlineData("photo/default/default/CGCS2000Quad/14/4728/99999999999999999999", 400, "InvalidParameterValue")]
    [InlineData("photo/default/default/CGCS2000Quad/14/4728/9", 400, "TileOutOfRange")]
    [InlineData("nothing/default/default/CGCS2000Quad/14/4728/26806", 404, "InvalidParameterValue")]
    [InlineData("secret/default/default/CGCS2000Quad/14/4728/26806", 404, "InvalidParameterValue")]
    public async Task Wrong_restful_tile_gets_a_report(string path, int status, string code)
    {
        using var answer = await system.Anyone.GetAsync($"/wmts/1.0.0/{path}.png");

        var told = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, code), ((int)answer.StatusCode, XDocument.Parse(told).Descendants(Ows + "Exception").Single().Attribute("exceptionCode")!.Value));
    }

    private string[] Cache => ["--config", "GDAL_DEFAULT_WMS_CACHE_PATH", Path.Combine(system.Home, "wms-cache")];

    private async Task<string> ColourAsync(string source, double lon, double lat) => string.Join(',', (await Gdal.RunAsync(
        "gdallocationinfo", [.. Cache, "-valonly", "-wgs84", source, lon.ToString("R", CultureInfo.InvariantCulture), lat.ToString("R", CultureInfo.InvariantCulture)]))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static async Task<XElement> CapabilitiesAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/wmts?SERVICE=WMTS&REQUEST=GetCapabilities");
        answer.EnsureSuccessStatusCode();
        return XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
    }
}
