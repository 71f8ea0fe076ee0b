using System.Text.Json;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>An administrator styles a layer by the values of a property, others see it so, and follow an edit of it without a reload.</summary>
[Collection(DemoProvince.Name)]
public sealed class Styles_Journey(Chromium chromium, DemoSystem demo)
{
    private const string Layer = "places";
    private const string Style = $"/ogc/collections/{Layer}/styles/default";

    [Fact]
    public async Task Layer_is_styled_by_category_and_drawn_so_by_others_who_follow_its_edits()
    {
        await using var maker = await chromium.OpenAsync(demo.Running, Look.Desk);
        await (await Person.OfDemoAsync(demo.Running, "administrator")).SignInAsync(maker);
        await maker.Hand.UseAsync(maker.Get("place-data"));
        await maker.Hand.OpenRowAsync(maker.Page.Locator($"[data-layer={Layer}]"));
        await maker.Hand.UseAsync(maker.Get("style-edit"));
        await maker.Hand.UseAsync(maker.Get("style-mode-category"));
        await Assertions.Expect(maker.Get("layer-legend").First).ToContainTextAsync("其他值");
        await maker.Hand.WriteAsync(maker.Get("style-title-en"), "By class");
        await maker.PictureAsync("style-editor");
        Assert.Empty(await maker.BarriersAsync());
        await maker.Hand.UseAsync(maker.Get("style-save"));
        await Assertions.Expect(maker.Get("layer-style")).ToContainTextAsync("第 1 版");

        var style = await JsonAsync(maker, Style);
        Assert.Equal("By class", style.GetProperty("name").GetString());
        Assert.Equal("match", style.GetProperty("layers")[0].GetProperty("paint").GetProperty("circle-color")[0].GetString());

        await using var reader = await chromium.OpenAsync(demo.Running, Look.Day);
        await (await Person.OfDemoAsync(demo.Running, "officer")).SignInAsync(reader);
        await Assertions.Expect(reader.Get("layer-legend")).ToContainTextAsync("Other values");
        await reader.PictureAsync("style-drawn");

        var asked = reader.Page.WaitForRequestAsync(request => request.Url.Contains($"/collections/{Layer}/tiles/", StringComparison.Ordinal), new() { Timeout = 60_000 });
        await demo.Running.GisAsync("psql", "-XAtqc", $"SELECT change_feature('{Layer}', l.edition, 'update', f.id, f.code, f.name_zh, 'A name', f.area_code, f.rank, f.properties, NULL, NULL, 'journey'), append_live_event('layer', '{{}}', '{{}}', '{{\"layer\": \"{Layer}\"}}') FROM layer l JOIN LATERAL (SELECT * FROM layer_feature f WHERE f.layer = l.id AND f.edition = l.edition ORDER BY f.id LIMIT 1) f ON true WHERE l.id = '{Layer}'");
        await asked;

        reader.AssertNoComplaints();
        maker.AssertNoComplaints();
    }

    private static async Task<JsonElement> JsonAsync(Window window, string path) =>
        JsonDocument.Parse(await (await window.Page.APIRequest.GetAsync(path)).TextAsync()).RootElement.Clone();
}
