using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>An administrator brings a table in as a new layer, sees before what is refused, brings its next edition, and goes back to the first.</summary>
[Collection(DemoProvince.Name)]
public sealed class Import_Journey(Chromium chromium, DemoSystem demo)
{
    private const string First = "编号,名称,经度,纬度,井深\n001,一号井,114.50,38.05,30.5\n002,二号井,114.62,38.06,41\n003,三号井,999,38.06,12\n";
    private const string Second = "编号,名称,经度,纬度,井深\n001,一号井,114.50,38.05,31\n";

    [Fact]
    public async Task Table_becomes_a_layer_and_its_first_edition_can_be_shown_again()
    {
        await using var window = await chromium.OpenAsync(demo.Running, Look.Desk);
        await (await Person.OfDemoAsync(demo.Running, "administrator")).SignInAsync(window);
        await window.Hand.UseAsync(window.Get("place-data"));

        await window.Hand.UseAsync(window.Get("import-begin"));
        await window.PictureAsync("import-file");
        await SendAsync(window, "wells.csv", First);
        await PickAsync(window, "import-crs", "CGCS2000 · EPSG:4490");
        await Assertions.Expect(window.Get("import-summary")).ToContainTextAsync("2 行可导入");
        await Assertions.Expect(window.Get("import-card")).ToContainTextAsync("坐标不是经纬度");
        await window.PictureAsync("import-content");
        Assert.Empty(await window.BarriersAsync());
        await window.Hand.UseAsync(window.Get("import-next"));
        await window.PictureAsync("import-fields");
        Assert.Empty(await window.BarriersAsync());
        await window.Hand.UseAsync(window.Get("import-next"));
        await window.Hand.WriteAsync(window.Get("import-id"), "journey_wells");
        await window.Hand.WriteAsync(window.Get("import-title-zh"), "监测井");
        await window.Hand.WriteAsync(window.Get("import-credit"), "© 水利局");
        await window.Hand.WriteAsync(window.Get("import-owner"), "水利局");
        await window.PictureAsync("import-layer");
        Assert.Empty(await window.BarriersAsync());
        await window.Hand.UseAsync(window.Get("import-next"));
        await Assertions.Expect(window.Get("import-done")).ToContainTextAsync("2 个要素");
        await window.PictureAsync("import-done");
        await window.Hand.UseAsync(window.Get("import-open"));
        await Assertions.Expect(window.Get("layer-card")).ToContainTextAsync("监测井");
        await Assertions.Expect(window.Get("layer-card")).ToContainTextAsync("© 水利局");

        await window.Hand.UseAsync(window.Get("import-next-edition"));
        await SendAsync(window, "wells-2.csv", Second);
        await Assertions.Expect(window.Get("import-summary")).ToContainTextAsync("1 行可导入");
        foreach (var _ in (string[])["fields", "layer", "run"])
        {
            await window.Hand.UseAsync(window.Get("import-next"));
        }

        await window.Hand.UseAsync(window.Get("import-open"));
        await Assertions.Expect(window.Get("editions")).ToContainTextAsync("修复 0，拒绝 1");
        await window.Hand.UseAsync(window.Get("show-edition-1"));
        await window.Hand.WriteAsync(window.Get("dialog").Locator("textarea"), "新文件不完整");
        await window.Hand.UseAsync(window.Get("dialog-confirm"));
        await Assertions.Expect(window.Get("show-edition-2")).ToBeVisibleAsync();
        await window.PictureAsync("import-editions");

        Assert.Contains("二号井", await (await window.Page.APIRequest.GetAsync("/ogc/collections/journey_wells/items?f=json")).TextAsync(), StringComparison.Ordinal);
        window.AssertNoComplaints();
    }

    private static Task SendAsync(Window window, string name, string text) =>
        window.Get("import-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });

    private static async Task PickAsync(Window window, string select, string option)
    {
        await window.Get(select).ClickAsync();
        await window.Page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }
}
