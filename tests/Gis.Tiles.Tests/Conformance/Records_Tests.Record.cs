using System.Globalization;
using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Records;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>A single record.</summary>
public sealed partial class Records_Tests
{
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
    public async Task Req_records_api_records_op() => Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(Items)).StatusCode);

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
}
