using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Conformance;
using Xunit;

namespace Gis.Tiles.Tests.Features;

/// <summary>Sorting, choosing properties, and pages that end nowhere twice, on a layer whose values repeat and are missing.</summary>
public sealed class Paging_Tests(PagingSystem system) : IClassFixture<PagingSystem>
{
    /// <summary>Each way of sorting gives every feature once, whatever the size of the pages, in the order that a sort of the whole gives.</summary>
    [Theory]
    [InlineData("grade", 7)]
    [InlineData("-grade", 7)]
    [InlineData("%2Bgrade,-name_zh", 3)]
    [InlineData("-open,grade,code", 5)]
    [InlineData("name_en", 10)]
    [InlineData("+height", 1)]
    public async Task Pages_walk_the_sorted_collection_once(string sortBy, int limit)
    {
        var whole = (await system.Anyone.GetItemsAsync("wells", $"?limit=1000&sortby={sortBy}")).Ids();

        var walked = await WalkAsync($"/ogc/collections/wells/items?limit={limit}&sortby={sortBy}");

        Assert.Equal(PagingSystem.Wells, whole.Distinct().Count());
        Assert.Equal(whole, walked);
    }

    [Fact]
    public async Task Sorting_is_by_value_with_those_without_last_and_equal_ones_by_id()
    {
        var up = await system.Anyone.GetItemsAsync("wells", "?limit=1000&sortby=height");
        var down = await system.Anyone.GetItemsAsync("wells", "?limit=1000&sortby=-height");

        Assert.Equal(Enumerable.Range(1, PagingSystem.Wells).Select(n => (long)n).OrderBy(n => n % 10 == 0).ThenBy(n => n % 10 == 0 ? 0 : n % 4).ThenBy(n => n), up.Ids());
        Assert.Equal(Enumerable.Range(1, PagingSystem.Wells).Select(n => (long)n).OrderBy(n => n % 10 == 0).ThenByDescending(n => n % 10 == 0 ? 0 : n % 4).ThenBy(n => n), down.Ids());
    }

    /// <summary>What is taken away or put in between two pages neither doubles nor hides anything else.</summary>
    [Fact]
    public async Task Page_begins_behind_the_one_before_though_features_came_and_went()
    {
        var first = await system.Anyone.GetItemsAsync("shifting", "?limit=3&sortby=grade");
        await system.Store.ExecuteAsync("DELETE FROM layer_feature WHERE layer = 'shifting' AND id IN (2, 3)");
        await system.Store.ExecuteAsync(
            "INSERT INTO layer_feature (layer, edition, id, properties, geom) VALUES ('shifting', 1, 20, '{\"grade\": -1}', ST_SetSRID(ST_MakePoint(114, 38), 4490))");

        var second = await system.Anyone.GetJsonAsync(first.Link("next")!);

        Assert.Equal([1, 2, 3], first.Ids());
        Assert.Equal([4, 5, 6], second.Ids());
    }

    [Theory]
    [InlineData("sortby=nothing", "sortby")]
    [InlineData("sortby=", "sortby")]
    [InlineData("sortby=geometry", "sortby")]
    [InlineData("sortby=code,-code", "sortby")]
    [InlineData("sortby=code,,", "sortby")]
    [InlineData("properties=nothing", "properties")]
    [InlineData("properties=", "properties")]
    [InlineData("after=7&sortby=code", "after")]
    [InlineData("after=AAAA&sortby=code", "after")]
    [InlineData("after=%25%25&sortby=code", "after")]
    public async Task Wish_that_is_not_understood_is_named(string query, string parameter)
    {
        Assert.Equal((HttpStatusCode.BadRequest, parameter), await system.Anyone.RefusalAsync("wells", $"?{query}"));
    }

    [Fact]
    public async Task Token_is_good_for_its_own_sorting_only_and_not_when_changed()
    {
        var next = new Uri((await system.Anyone.GetItemsAsync("wells", "?limit=3&sortby=grade")).Link("next")!);

        var other = await system.Anyone.GetAsync(next.ToString().Replace("sortby=grade", "sortby=-grade", StringComparison.Ordinal));
        var changed = await system.Anyone.GetAsync(next.ToString().Replace("after=", "after=A", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, changed.StatusCode);
    }

    /// <summary>A quarter of the earth from the middle meridian a zone has no coordinates; the first feature of the page has.</summary>
    [Theory]
    [InlineData("/ogc/collections/world/items?crs=http://www.opengis.net/def/crs/EPSG/0/4547")]
    [InlineData("/ogc/collections/world/items/2?crs=http://www.opengis.net/def/crs/EPSG/0/4547")]
    public async Task Zone_that_does_not_reach_a_feature_is_refused_before_the_answer_begins(string path)
    {
        using var answer = await system.Anyone.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("crs", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Only_the_properties_asked_for_are_given()
    {
        var page = await system.Anyone.GetItemsAsync("wells", "?properties=code,height");

        Assert.Equal("code,height", string.Join(',', page.GetProperty("features")[0].GetProperty("properties").EnumerateObject().Select(property => property.Name).Order()));
        Assert.Equal(JsonValueKind.Object, page.GetProperty("features")[0].GetProperty("geometry").ValueKind);
    }

    [Fact]
    public async Task Number_that_matched_is_exact_or_left_out_and_the_next_page_always_named()
    {
        var all = await system.Anyone.GetItemsAsync("many", "?limit=1");
        var half = await system.Anyone.GetItemsAsync("many", "?limit=1&filter=number%3C%3D5000");
        var most = await system.Anyone.GetItemsAsync("many", "?limit=1&filter=number%3E1");

        Assert.Equal(PagingSystem.Many, all.GetProperty("numberMatched").GetInt64());
        Assert.Equal(5_000, half.GetProperty("numberMatched").GetInt64());
        Assert.False(most.TryGetProperty("numberMatched", out _));
        Assert.All([all, half, most], page => Assert.NotNull(page.Link("next")));
    }

    private async Task<List<long>> WalkAsync(string start)
    {
        var walked = new List<long>();
        for (var path = start; path is not null;)
        {
            var page = await system.Anyone.GetJsonAsync(path);
            walked.AddRange(page.Ids());
            path = page.Link("next");
        }

        return walked;
    }
}
