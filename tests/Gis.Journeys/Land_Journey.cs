using System.Globalization;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>Two pictures and a file of patches come in; an officer judges patch by patch on the light table, takes one verdict back, and goes on where he left.</summary>
[Collection(DemoLand.Name)]
public sealed class Land_Journey(Chromium chromium, LandSystem demo)
{
    private const double West = 114.50;
    private const double South = 38.05;
    private const int Patches = 6;
    private const string Batch = "journey-1";

    [Fact]
    public async Task Patches_are_judged_by_keys_alone()
    {
        await using var window = await chromium.OpenAsync(demo.Running, Look.Desk);
        var keys = window.Page.Keyboard;
        await using var pictures = await FieldPictures.DrawAsync(West, South);
        foreach (var (file, day, cloud) in new[] { (pictures.Before, "2025-10-08", "0"), (pictures.After, "2026-10-12", "2") })
        {
            await demo.Running.GisAsync("import-image", "journey_scenes", file, "--time", day, "--sensor", "GF-2", "--cloud", cloud, "--publish");
        }

        await (await Person.OfDemoAsync(demo.Running, "officer")).SignInAsync(window);
        await SendAsync(window, Batch);

        await window.Hand.UseAsync(window.Get("place-land"));
        await window.Get($"patch-{Batch}-1").ClickAsync();
        await DrawnAsync(window);
        await Assertions.Expect(window.Get("scene-before")).ToContainTextAsync("2025-10-08");
        await Assertions.Expect(window.Get("scene-after")).ToContainTextAsync("2026-10-12");
        foreach (var (key, mode) in new[] { ("d", "side"), ("f", "flicker"), ("t", "blend"), ("x", "difference"), ("s", "swipe") })
        {
            await keys.PressAsync(key);
            await Assertions.Expect(window.Get($"mode-{mode}")).ToHaveAttributeAsync("aria-pressed", "true");
            await window.PictureAsync($"land-{mode}");
        }

        Assert.Empty(await window.BarriersAsync());

        var judged = await demo.Running.CountAsync("SELECT count(*) FROM patch_standing WHERE verdict IS NOT NULL AND state <> 'returned'");

        // No change on the ground: its one item is looked at. Built before approval, and not yet clear: the comparison's figures are the reason.
        await JudgeAsync(window, "3", "q");
        await JudgeAsync(window, "4", "q");
        var third = await IdAsync(window);
        await JudgeAsync(window, "7");
        await Assertions.Expect(window.Get("patches-judged")).ToContainTextAsync($"{judged + 3}");

        await keys.PressAsync("z");
        await Assertions.Expect(window.Get("compare")).ToHaveAttributeAsync("data-drawn", third);
        Assert.Equal(2, await JudgedAsync(Batch));

        await keys.PressAsync("j");
        await DrawnAsync(window);
        var left = await IdAsync(window);
        await window.Page.ReloadAsync();
        await DrawnAsync(window);
        Assert.Equal(left, await IdAsync(window));
        await window.PictureAsync("land-resumed");

        await keys.PressAsync("p");
        await Assertions.Expect(window.Get("parcel-card")).ToBeVisibleAsync();
        await window.PictureAsync("land-parcel");
        await keys.PressAsync("Escape");
        await Assertions.Expect(window.Get("evidence-pdf")).ToBeVisibleAsync();

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Get("evidence-pdf").ClickAsync());
        Assert.Equal("%PDF-"u8.ToArray(), (await File.ReadAllBytesAsync((await download.PathAsync())!)).Take(5));
        Assert.Empty(await window.BarriersAsync());
        window.AssertNoComplaints();
    }

    [Fact]
    public async Task Demo_comes_with_land_pictures_and_patches_that_the_papers_explain_in_part()
    {
        Assert.InRange(await demo.Running.CountAsync("SELECT count(*) FROM layer_feature WHERE layer = 'parcels'"), 10_000, 100_000);
        Assert.InRange(await demo.Running.CountAsync("SELECT count(*) FROM layer_image WHERE layer LIKE 'imagery\\_%'"), 8, 20);
        await Eventually.TrueAsync(
            async () => await demo.Running.CountAsync("SELECT count(*) FROM patch_standing WHERE batch = '2026-10' AND outcome IS NULL") == 0, "all are compared", TimeSpan.FromMinutes(2));
        var patches = await demo.Running.CountAsync("SELECT count(*) FROM patch_standing WHERE batch = '2026-10'");
        Assert.InRange(patches, 300, 600);
        Assert.InRange(await demo.Running.CountAsync("SELECT count(*) FROM patch_standing WHERE batch = '2026-10' AND outcome = 'explained'") / (double)patches, 0.55, 0.75);
    }

    private static async Task JudgeAsync(Window window, string verdict, params string[] checks)
    {
        await DrawnAsync(window);
        var id = await IdAsync(window);
        foreach (var key in (string[])[verdict, .. checks, "Enter"])
        {
            await window.Page.Keyboard.PressAsync(key);
        }

        await Assertions.Expect(window.Get("compare")).Not.ToHaveAttributeAsync("data-drawn", id);
        await DrawnAsync(window);
    }

    /// <summary>The card and both pictures are there, all tiles drawn.</summary>
    private static Task DrawnAsync(Window window) => window.UntilAsync("() => document.querySelector('[data-testid=compare]')?.dataset.drawn !== undefined");

    private static async Task<string> IdAsync(Window window) => (await window.Get("compare").GetAttributeAsync("data-drawn"))!;

    private async Task<long> JudgedAsync(string batch) =>
        await demo.Running.CountAsync($"SELECT count(*) FROM patch_standing WHERE batch = '{batch}' AND verdict IS NOT NULL");

    private static async Task SendAsync(Window window, string batch)
    {
        var rows = Enumerable.Range(1, Patches).Select(number =>
        {
            var (west, south) = (West + 0.001 + (number % 3 * 0.003), South + 0.001 + (number / 3 * 0.003));
            return string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"type": "Feature", "properties": {"JCBH": "{{batch}}-{{number}}", "XZQDM": "130102", "TBLX": "20", "QSX": "20251008", "HSX": "20261012"},
                 "geometry": {"type": "Polygon", "coordinates": [[[{{west}}, {{south}}], [{{west + 0.001}}, {{south}}], [{{west + 0.001}}, {{south + 0.0008}}], [{{west}}, {{south + 0.0008}}], [{{west}}, {{south}}]]]} }
                """);
        });
        var answer = await window.Page.APIRequest.PostAsync($"/api/patch-batches?code={batch}&area=130102&origin=demo&name=patches.geojson", new()
        {
            Headers = new Dictionary<string, string> { ["X-Gis"] = "1", ["Origin"] = new Uri(window.Page.Url).GetLeftPart(UriPartial.Authority), ["Content-Type"] = "application/octet-stream" },
            DataByte = System.Text.Encoding.UTF8.GetBytes($$"""{"type": "FeatureCollection", "features": [{{string.Join(", ", rows)}}]}"""),
        });
        Assert.True(answer.Ok, await answer.TextAsync());
    }
}
