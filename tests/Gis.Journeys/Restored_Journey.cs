using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>A roof on a field: found in a picture, judged by the county, by a second officer blind, sent back by the city, judged again, confirmed by city and province, made a case, torn down, and proved to be gone by the next picture; the life line tells it all.</summary>
[Collection(DemoLand.Name)]
public sealed class Restored_Journey(Chromium chromium, LandSystem demo)
{
    private const double West = 115.20;
    private const double South = 38.12;
    private const string Batch = "journey-restored";
    private const string Number = "130183-R-1";
    private const string BackReason = "请补充当事人信息";
    private const string CaseNumber = "晋自然资立〔2026〕12号";

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow.AddHours(8);
    private static readonly string[] Course = ["issued", "judged", "second", "sent_on", "sent_back", "judged", "sent_on", "sent_on", "sent_on", "case_filed", "measured", "measured", "rectified", "rectified", "accepted"];

    [Fact]
    public async Task Roof_is_found_judged_made_a_case_torn_down_and_proved_by_the_next_picture()
    {
        await using var pictures = await FieldPictures.DrawAsync(West, South);
        await ImportAsync(pictures.Before, Day(-400), "0");
        await ImportAsync(pictures.After, Day(-40), "2");

        await using var province = await SignedInAsync("officer", Look.Desk);
        await IssueAsync(province);
        await RestAsync(province);
        var patch = await demo.Running.CountAsync($"SELECT id FROM patch WHERE number = '{Number}'");

        await using var county = await SignedInAsync("county-jinzhou", Look.Desk);
        await using var city = await SignedInAsync("city-sjz", Look.Desk);

        await DrawSecondAsync(1);
        await OpenAsync(county, patch);
        await SayBuiltBeforeAsync(county);
        await UntilStateAsync(patch, "judged");
        await RestAsync(county);

        // A second officer of the county, who is told nothing of the first verdict, says the same.
        await using var second = await SignedInAsync("county-jinzhou-2", Look.Desk);
        await OpenAsync(second, patch, "second");
        await Assertions.Expect(second.Get("review")).ToHaveAttributeAsync("data-note", "blind");
        await Assertions.Expect(second.Get("history")).Not.ToContainTextAsync("判定");
        await second.PictureAsync("case-blind");
        Assert.Empty(await second.BarriersAsync());
        await SayBuiltBeforeAsync(second);
        await Gis.Testing.Eventually.TrueAsync(async () => await demo.Running.CountAsync($"SELECT count(*) FROM patch_event WHERE patch_id = {patch} AND kind = 'second'") == 1, "the second verdict is given");
        await DrawSecondAsync(0);
        await RestAsync(second);

        // The city sends it back with a reason, and the county judges it again.
        await OpenAsync(county, patch, "judged");
        await county.Hand.UseAsync(county.Get("send-on"));
        await UntilStateAsync(patch, "submitted");
        await RestAsync(county);
        await OpenAsync(city, patch, "judged");
        await city.Hand.UseAsync(city.Get("send-back"));
        await city.Hand.WriteAsync(city.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox), BackReason);
        await city.Hand.UseAsync(city.Get("dialog-confirm"));
        await UntilStateAsync(patch, "returned");
        await RestAsync(city);
        await OpenAsync(county, patch, "returned");
        await Assertions.Expect(county.Get("history")).ToContainTextAsync(BackReason);
        await county.PictureAsync("case-returned");
        await SayBuiltBeforeAsync(county);
        await UntilStateAsync(patch, "judged");
        foreach (var (window, state) in new[] { (county, "submitted"), (city, "reviewed"), (province, "case") })
        {
            await OpenAsync(window, patch, "judged");
            await window.Hand.UseAsync(window.Get("send-on"));
            await UntilStateAsync(patch, state);
            await RestAsync(window);
        }

        // The case: whom it is about, and two measures.
        await OpenAsync(county, patch, "cases");
        await county.Hand.UseAsync(county.Get("file-case"));
        await county.Hand.WriteAsync(county.Get("case-number"), CaseNumber);
        await county.Hand.WriteAsync(county.Get("case-party"), "晋州市某建材有限公司");
        await county.Hand.WriteAsync(county.Get("case-notice"), "晋自然资告〔2026〕31号");
        await county.Get("case-notice-on").FillAsync(Day(-12));
        await county.Hand.WriteAsync(county.Get("measure-document-0"), "晋自然资罚〔2026〕31号");
        await county.Get("measure-ordered-0").FillAsync(Day(-10));
        await county.Hand.UseAsync(county.Get("case-add-measure"));
        await county.Hand.WriteAsync(county.Get("measure-amount-1").Locator("input"), "32000");
        await county.Hand.WriteAsync(county.Get("measure-document-1"), "晋自然资罚〔2026〕32号");
        await county.Get("measure-ordered-1").FillAsync(Day(-10));
        await county.PictureAsync("case-form");
        Assert.Empty(await county.BarriersAsync());
        await county.Hand.UseAsync(county.Get("dialog-confirm"));
        await Assertions.Expect(county.Get("case-facts")).ToContainTextAsync(CaseNumber);
        await county.PictureAsync("case-measures");

        // Torn down and paid.
        foreach (var (measure, note) in new[] { (1, "厂房已拆除，地面已翻耕"), (2, "罚款已缴清") })
        {
            await county.Hand.UseAsync(county.Get($"done-{measure}"));
            await county.Get("done-on").FillAsync(Day(-1));
            await county.Hand.WriteAsync(county.Get("done-note"), note);
            await county.Hand.UseAsync(county.Get("dialog-confirm"));
            await Assertions.Expect(county.Get($"measure-{measure}")).ToContainTextAsync("已完成");
        }

        await UntilStateAsync(patch, "rectified");
        await county.PictureAsync("case-done");
        await RestAsync(county);

        // The city has no picture yet that could prove it; then the next one comes.
        await OpenAsync(city, patch, "cases");
        await city.Hand.UseAsync(city.Get("prove"));
        await Assertions.Expect(city.Get("no-proof")).ToBeVisibleAsync();
        await Assertions.Expect(city.Get("prove-confirm")).ToBeDisabledAsync();
        await city.PictureAsync("case-no-proof");
        await ImportAsync(pictures.Restored, Day(0), "3");
        await using var day = await SignedInAsync("city-sjz", Look.Day);
        foreach (var window in (Window[])[day, city])
        {
            await OpenAsync(window, patch, "cases");
            await window.Hand.UseAsync(window.Get("prove"));
            await Assertions.Expect(window.Get("scene-before")).ToContainTextAsync(Day(-40));
            await Assertions.Expect(window.Get("scene-after")).ToContainTextAsync(Day(0));
            await window.Hand.WriteAsync(window.Get("proof-document"), "缴款书 0031");
            await window.UntilAsync("() => document.querySelector('[data-testid=compare]')?.dataset.drawn !== undefined");
            await window.PictureAsync("case-prove");
        }

        Assert.Empty(await city.BarriersAsync());
        await city.Hand.UseAsync(city.Get("prove-confirm"));
        await UntilStateAsync(patch, "accepted");
        await Assertions.Expect(city.Get("proof")).ToContainTextAsync(Day(0));
        await city.PictureAsync("case-accepted");
        await RestAsync(day);
        await RestAsync(city);

        // The life line of the place, for the county.
        await OpenAsync(county, patch, "judged");
        await Assertions.Expect(county.Get("proof")).ToBeVisibleAsync();
        await county.Page.Keyboard.PressAsync("p");
        foreach (var kind in Course.Distinct())
        {
            await Assertions.Expect(county.Get($"patch-step-{kind}")).ToHaveCountAsync(Course.Count(one => one == kind));
        }

        await Assertions.Expect(county.Get("patch-step-case_filed")).ToContainTextAsync(CaseNumber);
        await Assertions.Expect(county.Get("patch-step-accepted")).ToContainTextAsync(Day(0));
        await county.PictureAsync("case-life-line");
        Assert.Empty(await county.BarriersAsync());
        await county.Page.Keyboard.PressAsync("Escape");

        // The evidence holds all of it.
        var download = await county.Page.RunAndWaitForDownloadAsync(() => county.Get("evidence-zip").ClickAsync());
        await using var pack = await ZipFile.OpenReadAsync((await download.PathAsync())!);
        await using var told = await pack.GetEntry("patch.json")!.OpenAsync();
        using var card = await JsonDocument.ParseAsync(told);
        Assert.Equal(Course, card.RootElement.GetProperty("history").EnumerateArray().Select(one => one.GetProperty("kind").GetString()).Where(kind => Course.Contains(kind)));
        var kept = card.RootElement.GetProperty("case");
        Assert.Equal((CaseNumber, 2), (kept.GetProperty("filed").GetProperty("number").GetString(), kept.GetProperty("measures").GetArrayLength()));
        Assert.StartsWith(Day(0), kept.GetProperty("proof").GetProperty("scene").GetProperty("at").GetString(), StringComparison.Ordinal);

        foreach (var window in (Window[])[county, second, city, province, day])
        {
            window.AssertNoComplaints();
        }
    }

    /// <summary>Of the verdicts "unlawful", which share is drawn for a second, blind one.</summary>
    private Task<string> DrawSecondAsync(int rate) =>
        demo.Running.GisAsync("psql", "-XAtqc", $"UPDATE patch_second_rate SET rate = {rate} WHERE verdict_group = 'unlawful'");

    /// <summary>Built before approval: its one item is looked at, the comparison's figures are the reason.</summary>
    private static async Task SayBuiltBeforeAsync(Window window)
    {
        foreach (var key in (string[])["4", "q", "Enter"])
        {
            await window.Page.Keyboard.PressAsync(key);
        }
    }

    private static string Day(int fromToday) => Now.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<string> ImportAsync(string file, string day, string cloud) =>
        demo.Running.GisAsync("import-image", "journey_restored", file, "--time", day, "--sensor", "GF-2", "--cloud", cloud, "--publish");

    private async Task<Window> SignedInAsync(string name, Look look)
    {
        var window = await chromium.OpenAsync(demo.Running, look);
        await (await Person.OfDemoAsync(demo.Running, name)).SignInAsync(window);
        return window;
    }

    /// <summary>Maps of windows that nobody looks at would be drawn beside the others.</summary>
    private static async Task RestAsync(Window window) => await window.Page.GotoAsync("about:blank");

    /// <summary>The patch on the table, its card read anew and both its pictures drawn.</summary>
    private static async Task OpenAsync(Window window, long patch, string list = "doubtful")
    {
        await window.Page.GotoAsync($"/#/land?patch={patch}&list={list}");
        await window.Page.ReloadAsync();
        await window.UntilReadyAsync();
        await window.UntilAsync($"() => document.querySelector('[data-testid=compare]')?.dataset.drawn === '{patch}'");
    }

    private async Task UntilStateAsync(long patch, string state) =>
        await Gis.Testing.Eventually.TrueAsync(async () => await demo.Running.CountAsync($"SELECT count(*) FROM patch_standing WHERE id = {patch} AND state = '{state}'") == 1, $"the patch is {state}");

    private static async Task IssueAsync(Window window)
    {
        var (west, south, east, north) = FieldPictures.RoofOf(West, South);
        var file = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"type": "FeatureCollection", "features": [{"type": "Feature",
             "properties": {"JCBH": "{{Number}}", "XZQDM": "130183", "XMC": "东里庄镇", "TBLX": "20", "QSX": "{{Day(-400)}}", "HSX": "{{Day(-40)}}"},
             "geometry": {"type": "Polygon", "coordinates": [[[{{west}}, {{south}}], [{{east}}, {{south}}], [{{east}}, {{north}}], [{{west}}, {{north}}], [{{west}}, {{south}}]]]} }]}
            """);
        var answer = await window.Page.APIRequest.PostAsync($"/api/patch-batches?code={Batch}&area=130183&origin=demo&name=patches.geojson", new()
        {
            Headers = new Dictionary<string, string> { ["X-Gis"] = "1", ["Origin"] = new Uri(window.Page.Url).GetLeftPart(UriPartial.Authority), ["Content-Type"] = "application/octet-stream" },
            DataByte = Encoding.UTF8.GetBytes(file),
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        await Gis.Testing.Eventually.TrueAsync(
            async () => (await (await window.Page.APIRequest.GetAsync($"/api/patches?q={Number}")).TextAsync()).Contains("\"outcome\":\"doubtful\"", StringComparison.Ordinal), "it is compared");
    }
}
