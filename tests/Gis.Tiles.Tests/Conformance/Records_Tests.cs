using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Records;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Records Part 1 (20-004r1), a searchable catalogue with its parts: a test a requirement, named by its id.</summary>
public sealed class Records_Tests(RecordsSystem system) : IClassFixture<RecordsSystem>
{
    private const string Spec = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/";
    private const string Catalog = "/ogc/collections/records";
    private const string Items = $"{Catalog}/items";

    /// <summary>The resources of the catalogue.</summary>
    public static TheoryData<string> Resources => [Catalog, $"{Catalog}/queryables", Items, $"{Items}/districts"];

    private Task<JsonElement> JsonAsync(string path) => system.Anyone.GetJsonAsync(path);

    private async Task<string> TypeAsync(string path) => (await system.Anyone.GetAsync(path)).Content.Headers.ContentType!.MediaType!;

    private async Task<IEnumerable<string>> ClaimedAsync() =>
        (await JsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(uri => uri.GetString()!);

    private async Task<IEnumerable<string>> TimeMembersAsync(string id) =>
        (await JsonAsync($"{Items}/{id}")).GetProperty("time") is { ValueKind: JsonValueKind.Object } time ? time.EnumerateObject().Select(member => member.Name) : [];

    private async Task AssertNoLinkAsync(params string[] rels)
    {
        var catalog = await JsonAsync(Catalog);

        Assert.All(rels, rel => Assert.Empty(LinksOf(catalog, rel)));
    }

    private Task<string> IdsAsync(string query) => RecordsSystem.IdsAsync(system.Anyone, query);

    private static JsonElement[] LinksOf(JsonElement document, string rel) =>
        [.. document.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == rel)];

    private async Task<JsonElement> ParameterAsync(string name)
    {
        var api = await JsonAsync("/ogc/api");
        var given = api.GetProperty("paths").GetProperty("/collections/records/items").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(parameter => api.GetProperty("components").GetProperty("parameters").GetProperty(parameter.GetProperty("$ref").GetString()!.Split('/')[^1]));
        return given.Single(parameter => parameter.GetProperty("name").GetString() == name);
    }

    private async Task AssertListParameterAsync(string name)
    {
        var parameter = await ParameterAsync(name);

        Assert.Equal(("query", "form"), (parameter.GetProperty("in").GetString(), parameter.GetProperty("style").GetString()));
        Assert.False(parameter.GetProperty("required").GetBoolean() || parameter.GetProperty("explode").GetBoolean());
        Assert.Equal(("array", "string"), (parameter.GetProperty("schema").GetProperty("type").GetString(), parameter.GetProperty("schema").GetProperty("items").GetProperty("type").GetString()));
    }

    /// <summary>Its parts are claimed, and each is held by the tests below.</summary>
    [Fact]
    public async Task Req_searchable_catalog_common()
    {
        string[] tested = ["record-core", "record-collection", "record-core-query-parameters", "records-api", "searchable-catalog", "json", "html", "oas30"];

        Assert.Equal(tested.Select(name => Spec + name).Order(), (await ClaimedAsync()).Where(uri => uri.Contains("/ogcapi-records-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Req_searchable_catalog_conformance() =>
        Assert.Superset(new HashSet<string>(["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", $"{Spec}searchable-catalog"]), (await ClaimedAsync()).ToHashSet());

    [Fact]
    public async Task Req_json_conformance() => Assert.Contains($"{Spec}json", await ClaimedAsync());

    [Fact]
    public async Task Req_html_conformance() => Assert.Contains($"{Spec}html", await ClaimedAsync());

    [Fact]
    public async Task Req_oas30_conformance() => Assert.Contains($"{Spec}oas30", await ClaimedAsync());

    [Fact]
    public async Task Req_searchable_catalog_mandatory_catalog_properties()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.Equal(("records", "Collection"), (catalog.GetProperty("id").GetString(), catalog.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Req_record_collection_mandatory_properties_collection()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.All(["id", "type", "itemType"], name => Assert.NotEmpty(catalog.GetProperty(name).GetString()!));
        Assert.NotEmpty(catalog.GetProperty("links").EnumerateArray());
    }

    [Fact]
    public async Task Req_searchable_catalog_mandatory_record_properties()
    {
        var records = (await JsonAsync(Items)).GetProperty("features").EnumerateArray().ToList();

        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal("dataset", record.GetProperty("properties").GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("districts")]
    [InlineData("outfalls")]
    public async Task Req_record_core_mandatory_properties_record(string id)
    {
        var record = await JsonAsync($"{Items}/{id}");

        Assert.Equal((id, "Feature"), (record.GetProperty("id").GetString(), record.GetProperty("type").GetString()));
        Assert.All(["geometry", "time"], name => Assert.True(record.TryGetProperty(name, out _)));
        Assert.All(["type", "title"], name => Assert.NotEmpty(record.GetProperty("properties").GetProperty(name).GetString()!));
    }

    /// <summary>The profile is named by two links: 20-004r1 asks for that of the record in one requirement and for that of the catalogue in another.</summary>
    [Fact]
    public async Task Req_record_core_default_mediatype()
    {
        Assert.Equal("application/geo+json", await TypeAsync($"{Items}/districts"));
        Assert.Contains(LinksOf(await JsonAsync($"{Items}/districts"), "profile"), link => link.GetProperty("href").GetString() == "http://www.opengis.net/def/profile/OGC/0/ogc-record");
    }

    [Fact]
    public async Task Req_record_core_license()
    {
        var open = (await JsonAsync($"{Items}/districts")).GetProperty("properties");
        var own = (await JsonAsync($"{Items}/outfalls")).GetProperty("properties");

        Assert.Equal("CC0-1.0", open.GetProperty("license").GetString());
        Assert.False(own.TryGetProperty("license", out _));
        Assert.Equal("Owner's terms", own.GetProperty("rights").GetString());
    }

    [Fact]
    public async Task Req_record_core_links()
    {
        var link = Assert.Single(LinksOf(await JsonAsync($"{Items}/districts"), "collection"));

        Assert.EndsWith(Catalog, link.GetProperty("href").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Contacts have neither logo nor links here, so that no relation of theirs can be wrong.</summary>
    [Fact]
    public async Task Req_record_core_contact()
    {
        var contacts = (await JsonAsync($"{Items}/districts")).GetProperty("properties").GetProperty("contacts").EnumerateArray().ToList();

        Assert.Equal(["owner", "pointOfContact"], contacts.Select(contact => contact.GetProperty("roles")[0].GetString()));
        Assert.All(contacts, contact => Assert.False(contact.TryGetProperty("logo", out _) || contact.TryGetProperty("links", out _)));
        Assert.Equal("desk@example.org", contacts[1].GetProperty("emails")[0].GetProperty("value").GetString());
    }

    /// <summary>The catalogue itself names none.</summary>
    [Fact]
    public async Task Req_record_collection_contact() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("contacts", out _));

    [Fact]
    public async Task Req_record_core_templated_link()
    {
        var template = Assert.Single((await JsonAsync($"{Items}/districts")).GetProperty("linkTemplates").EnumerateArray());
        var uri = template.GetProperty("uriTemplate").GetString()!;

        Assert.Equal("item", template.GetProperty("rel").GetString());
        Assert.All(template.GetProperty("variables").EnumerateObject(), variable => Assert.Contains($"{{{variable.Name}}}", uri, StringComparison.Ordinal));
        var tile = uri.Replace("{tileMatrix}", "0", StringComparison.Ordinal).Replace("{tileRow}", "0", StringComparison.Ordinal).Replace("{tileCol}", "0", StringComparison.Ordinal);
        Assert.True((await system.Anyone.GetAsync(tile)).IsSuccessStatusCode);
    }

    /// <summary>No templated link stands in a header.</summary>
    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_record_core_templated_link_header(string path) => Assert.False((await system.Anyone.GetAsync(path)).Headers.Contains("Link-Template"));

    /// <summary>Times are intervals of days.</summary>
    [Fact]
    public async Task Req_record_core_time_interval()
    {
        var time = (await JsonAsync($"{Items}/districts")).GetProperty("time");

        Assert.Equal(["2020-01-01", "2020-12-31"], time.GetProperty("interval").EnumerateArray().Select(end => end.GetString()));
    }

    /// <summary>No instant is told: neither a date nor a timestamp.</summary>
    [Theory]
    [InlineData("districts")]
    [InlineData("outfalls")]
    public async Task Req_record_core_time_instant(string id) => Assert.Empty((await TimeMembersAsync(id)).Intersect(["date", "timestamp"]));

    /// <summary>An instant would stand beside an interval only within it; there is none.</summary>
    [Theory]
    [InlineData("districts", "interval")]
    [InlineData("outfalls", "")]
    public async Task Req_record_core_time_instant_interval(string id, string members) => Assert.Equal(members, string.Join(' ', await TimeMembersAsync(id)));

    /// <summary>Days have no zone that could be other than UTC; the moments of a record are UTC.</summary>
    [Fact]
    public async Task Req_record_core_time_zone()
    {
        var record = await JsonAsync($"{Items}/districts");

        Assert.All(
            record.GetProperty("time").GetProperty("interval").EnumerateArray(),
            end => Assert.True(DateOnly.TryParseExact(end.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));
        Assert.All(["created", "updated"], name => Assert.EndsWith("Z", record.GetProperty("properties").GetProperty(name).GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Req_record_collection_default_mediatype() => Assert.Equal("application/ogc-catalog+json", await TypeAsync(Catalog));

    [Fact]
    public async Task Req_json_collection_response() => Assert.Equal("application/ogc-catalog+json", await TypeAsync($"{Catalog}?f=json"));

    [Fact]
    public async Task Req_record_collection_itemType() => Assert.Equal("record", (await JsonAsync(Catalog)).GetProperty("itemType").GetString());

    /// <summary>As collection.yaml has it, and all that it leads to are records.</summary>
    [Fact]
    public async Task Req_records_api_catalog_response()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.Equal(("records", "record"), (catalog.GetProperty("id").GetString(), catalog.GetProperty("itemType").GetString()));
        Assert.All((await JsonAsync(Items)).GetProperty("features").EnumerateArray(), record => Assert.EndsWith("/conf/record-core", record.GetProperty("conformsTo")[0].GetString(), StringComparison.Ordinal));
    }

    /// <summary>The catalogue itself is under no licence that it names.</summary>
    [Fact]
    public async Task Req_record_collection_license() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("license", out _));

    [Fact]
    public async Task Req_record_collection_links()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.EndsWith(Catalog, Assert.Single(LinksOf(catalog, "self")).GetProperty("href").GetString(), StringComparison.Ordinal);
        Assert.Equal("text/html", Assert.Single(LinksOf(catalog, "alternate")).GetProperty("type").GetString());
    }

    /// <summary>It refers to no other catalogue: neither below it, …</summary>
    [Fact]
    public Task Req_record_collection_links_catalog_hierarchy() => AssertNoLinkAsync("child", "parent", "root");

    /// <summary>… nor beside it, …</summary>
    [Fact]
    public Task Req_record_collection_links_catalog_related() => AssertNoLinkAsync("related");

    /// <summary>… nor before or after it.</summary>
    [Fact]
    public Task Req_record_collection_links_catalog_series() => AssertNoLinkAsync("next", "prev");

    [Fact]
    public async Task Req_record_collection_links_records()
    {
        var links = LinksOf(await JsonAsync(Catalog), "items");

        Assert.Equal(2, links.Length);
        foreach (var link in links)
        {
            Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(link.GetProperty("href").GetString())).StatusCode);
        }
    }

    /// <summary>Records are had through items; the catalogue refers to no single one, …</summary>
    [Fact]
    public Task Req_record_collection_links_record() => AssertNoLinkAsync("item");

    /// <summary>… holds none in line, …</summary>
    [Fact]
    public async Task Req_record_collection_records() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("records", out _));

    /// <summary>… and names no member that would.</summary>
    [Fact]
    public async Task Req_record_collection_records_array_name() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("recordsArrayName", out _));

    [Fact]
    public async Task Req_record_core_query_parameters_q_definition() => await AssertListParameterAsync("q");

    [Theory]
    [InlineData("districts", "districts")]
    [InlineData("DISTRICTS", "districts")]
    [InlineData("行政区划", "districts")]
    [InlineData("boundaries of districts", "districts")]
    [InlineData("boundaries%20%20%20of", "districts")]
    [InlineData("districts of boundaries", "")]
    [InlineData("boundary administration", "")]
    [InlineData("boundary,pollution source", "districts outfalls")]
    [InlineData("nonsense,outfall", "outfalls")]
    [InlineData("secret ground", "")]
    [InlineData("%25", "")]
    public async Task Req_record_core_query_parameters_q_response(string q, string expected) => Assert.Equal(expected, await IdsAsync($"?q={q}"));

    [Theory]
    [InlineData("114,38,119,41", "districts outfalls")]
    [InlineData("114.9,38.9,118,38.95", "districts outfalls")]
    [InlineData("114.0,38.0,114.1,38.01", "districts")]
    [InlineData("10,10,11,11", "")]
    public async Task Req_record_core_query_parameters_bbox(string box, string expected) => Assert.Equal(expected, await IdsAsync($"?bbox={box}"));

    [Theory]
    [InlineData("2020-06-01", "districts outfalls")]
    [InlineData("2021-01-01", "outfalls")]
    [InlineData("../2019-12-31", "outfalls")]
    [InlineData("2020-12-31T23:00:00Z/..", "districts outfalls")]
    public async Task Req_record_core_query_parameters_datetime(string datetime, string expected) => Assert.Equal(expected, await IdsAsync($"?datetime={datetime}"));

    [Fact]
    public async Task Req_record_core_query_parameters_limit()
    {
        var first = await JsonAsync($"{Items}?limit=1");
        var second = await JsonAsync(first.Link("next")!);

        Assert.Equal((2, 1), (first.GetProperty("numberMatched").GetInt32(), first.GetProperty("numberReturned").GetInt32()));
        Assert.Equal("districts", first.GetProperty("features")[0].GetProperty("id").GetString());
        Assert.Equal("outfalls", second.GetProperty("features")[0].GetProperty("id").GetString());
        Assert.Null(second.Link("next"));
        Assert.Equal("integer", (await ParameterAsync("limit")).GetProperty("schema").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Req_record_core_query_parameters_type_definition() => await AssertListParameterAsync("type");

    [Theory]
    [InlineData("dataset", "districts outfalls")]
    [InlineData("service,dataset", "districts outfalls")]
    [InlineData("service", "")]
    public async Task Req_record_core_query_parameters_type_response(string type, string expected) => Assert.Equal(expected, await IdsAsync($"?type={type}"));

    [Fact]
    public async Task Req_record_core_query_parameters_ids_definition() => await AssertListParameterAsync("ids");

    [Theory]
    [InlineData("outfalls", "outfalls")]
    [InlineData("outfalls,districts,nothing", "districts outfalls")]
    [InlineData("parcels", "")]
    public async Task Req_record_core_query_parameters_ids_response(string ids, string expected) => Assert.Equal(expected, await IdsAsync($"?ids={ids}"));

    [Fact]
    public async Task Req_record_core_query_parameters_externalIds_definition()
    {
        await AssertListParameterAsync("externalIds");
        Assert.Equal("([^:]+:)?[^:]+", (await ParameterAsync("externalIds")).GetProperty("schema").GetProperty("items").GetProperty("pattern").GetString());
    }

    [Theory]
    [InlineData("d-1", "districts")]
    [InlineData("plain", "districts")]
    [InlineData("http://example.org/ids:d-1", "districts")]
    [InlineData("http://example.org/ids:", "districts")]
    [InlineData("http://other.org/ids:d-1", "")]
    [InlineData("d-2,plain", "districts")]
    [InlineData("d-2", "")]
    public async Task Req_record_core_query_parameters_externalIds_response(string ids, string expected) => Assert.Equal(expected, await IdsAsync($"?externalIds={ids}"));

    [Fact]
    public async Task Req_records_api_catalogs_response()
    {
        var catalogs = (await JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().Where(collection => collection.GetProperty("itemType").GetString() == "record");

        Assert.Equal("records", Assert.Single(catalogs).GetProperty("id").GetString());
    }

    /// <summary>What Part 1 of Features asks of items holds of records too.</summary>
    [Fact]
    public async Task Req_records_api_features_api()
    {
        var page = await JsonAsync(Items);

        Assert.True(page.TryGetProperty("timeStamp", out _));
        Assert.Equal(page.GetProperty("features").GetArrayLength(), page.GetProperty("numberReturned").GetInt32());
        Assert.All(["self", "alternate"], rel => Assert.Single(LinksOf(page, rel)));
    }

    /// <summary>Where Part 1 says features, these are records; GeoJSON's own words stay.</summary>
    [Fact]
    public async Task Req_records_api_resource_name_mapping()
    {
        var page = await JsonAsync(Items);

        Assert.Equal("FeatureCollection", page.GetProperty("type").GetString());
        Assert.All(page.GetProperty("features").EnumerateArray(), record => Assert.NotEmpty(record.GetProperty("properties").GetProperty("title").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Unknown_parameter_and_unknown_form_are_refused(string path)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync($"{path}?nobody-knows=1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await system.Anyone.GetAsync($"{path}?f=nonsense")).StatusCode);
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=,%20,")]
    [InlineData("bbox=1,2,3")]
    [InlineData("datetime=yesterday")]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("overdue=perhaps")]
    [InlineData("kind=other")]
    public async Task Bad_value_is_refused_with_what_is_accepted(string query)
    {
        using var answer = await system.Anyone.GetAsync($"{Items}?{query}");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(query.Split('=')[0], problem.RootElement.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("accepted").GetString()!);
    }

    [Fact]
    public async Task Req_records_api_records_op() => Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(Items)).StatusCode);

    [Theory]
    [InlineData("bbox", "114,38,115,39")]
    [InlineData("datetime", "2020-01-01")]
    [InlineData("limit", "5")]
    [InlineData("q", "a")]
    [InlineData("type", "dataset")]
    [InlineData("ids", "a")]
    [InlineData("externalIds", "a")]
    public async Task Req_records_api_mandatory_params(string name, string value)
    {
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync($"{Items}?{name}={value}")).StatusCode);
        Assert.Equal(name, (await ParameterAsync(name)).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("q=districts&type=dataset", "districts")]
    [InlineData("q=districts&ids=outfalls", "")]
    [InlineData("bbox=114,38,115,39&datetime=2021-01-01&q=outfall", "outfalls")]
    [InlineData("owner=survey office", "districts")]
    [InlineData("owner=测绘院&kind=stored", "districts")]
    [InlineData("owner=测绘院&kind=live", "")]
    public async Task Req_records_api_query_params(string query, string expected) => Assert.Equal(expected, await IdsAsync($"?{query}"));

    [Fact]
    public async Task Req_records_api_record_op()
    {
        foreach (var record in (await JsonAsync(Items)).GetProperty("features").EnumerateArray())
        {
            Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync($"{Items}/{record.GetProperty("id").GetString()}")).StatusCode);
        }
    }

    [Fact]
    public async Task Req_records_api_record_response()
    {
        var record = await JsonAsync($"{Items}/districts");

        Assert.Equal("Feature", record.GetProperty("type").GetString());
        Assert.EndsWith($"{Items}/districts", Assert.Single(LinksOf(record, "self")).GetProperty("href").GetString(), StringComparison.Ordinal);
        Assert.Equal("text/html", Assert.Single(LinksOf(record, "alternate")).GetProperty("type").GetString());
        Assert.All(record.GetProperty("links").EnumerateArray(), link => Assert.NotEmpty(link.GetProperty("rel").GetString()!));
    }

    /// <summary>Links to the resource lead to it.</summary>
    [Theory]
    [InlineData("about")]
    [InlineData("items")]
    [InlineData("preview")]
    [InlineData("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")]
    [InlineData("http://www.opengis.net/def/rel/ogc/1.0/queryables")]
    public async Task Link_of_a_record_leads_to_the_layer(string rel)
    {
        var link = Assert.Single(LinksOf(await JsonAsync($"{Items}/districts"), rel)).GetProperty("href").GetString()!;

        Assert.Contains("/districts", link, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(link)).StatusCode);
    }

    /// <summary>The members that catalog.yaml and the collection of Features Part 1 demand, with their kinds.</summary>
    [Fact]
    public async Task Req_json_catalog_content()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.Equal(JsonValueKind.Array, catalog.GetProperty("links").ValueKind);
        Assert.Equal(4, catalog.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].GetArrayLength());
        Assert.Equal("en", catalog.GetProperty("language").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Req_json_catalog_content_profile() =>
        Assert.Equal("http://www.opengis.net/def/profile/OGC/0/ogc-catalog", Assert.Single(LinksOf(await JsonAsync(Catalog), "profile")).GetProperty("href").GetString());

    /// <summary>The members that recordGeoJSON.yaml and recordCommonProperties.yaml know, with their kinds.</summary>
    [Fact]
    public async Task Req_json_record_content()
    {
        var record = await JsonAsync($"{Items}/districts");
        var properties = record.GetProperty("properties");

        Assert.Equal("Feature", record.GetProperty("type").GetString());
        Assert.All(["created", "updated"], name => Assert.True(properties.GetProperty(name).TryGetDateTimeOffset(out _)));
        Assert.All(["keywords", "externalIds", "formats", "contacts", "languages"], name => Assert.Equal(JsonValueKind.Array, properties.GetProperty(name).ValueKind));
        Assert.All(properties.GetProperty("externalIds").EnumerateArray(), id => Assert.NotEmpty(id.GetProperty("value").GetString()!));
        Assert.Equal("http://example.org/ids", properties.GetProperty("externalIds")[0].GetProperty("scheme").GetString());
        Assert.Equal($"{Spec}record-core", record.GetProperty("conformsTo")[0].GetString());
    }

    [Theory]
    [InlineData(Items)]
    [InlineData($"{Items}/districts")]
    public async Task Req_json_record_content_profile(string path) =>
        Assert.Contains(LinksOf(await JsonAsync(path), "profile"), link => link.GetProperty("href").GetString()!.EndsWith("ogc-catalog", StringComparison.Ordinal));

    [Fact]
    public async Task Req_json_record_response()
    {
        var record = await JsonAsync($"{Items}/districts");

        Assert.Equal("application/geo+json", await TypeAsync(Items));
        Assert.Equal("Polygon", record.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal("[114,38,118.5,40]", record.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].GetRawText());
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_html_definition(string path) => Assert.Equal("text/html", await TypeAsync($"{path}?f=html"));

    [Fact]
    public async Task Req_html_content()
    {
        var page = WebUtility.HtmlDecode(await system.Anyone.GetStringAsync($"{Items}/districts?f=html"));
        var record = await JsonAsync($"{Items}/districts");

        Assert.Contains("Digitised from paper sheets", page, StringComparison.Ordinal);
        Assert.All(record.GetProperty("links").EnumerateArray(), link => Assert.Contains("<a href=\"", page, StringComparison.Ordinal));
        Assert.All(
            record.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() != "alternate"),
            link => Assert.Contains($"<a href=\"{link.GetProperty("href").GetString()}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Req_oas30_oas_common()
    {
        var api = await JsonAsync("/ogc/api");

        Assert.StartsWith("3.0.", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.All(
            [Catalog, $"{Catalog}/queryables", Items, $"{Items}/{{recordId}}"],
            path => Assert.True(api.GetProperty("paths").TryGetProperty(path["/ogc".Length..], out _), path));
    }
}
