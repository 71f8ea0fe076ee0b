using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gis.Testing;
using Gis.Testing.Qgis;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>The life of a layer: imported, styled, granted to a department that reads it in QGIS, brought up to date, read as it was the day before, and taken back.</summary>
[Collection(DemoProvince.Name)]
public sealed class OneMap_Journey(Chromium chromium, DemoSystem demo)
{
    private const string Layer = "green_belts";
    private const string Items = $"/ogc/collections/{Layer}/items";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] OpenToAll = ["counties"];

    [Fact]
    public async Task Layer_is_imported_styled_granted_read_in_QGIS_updated_read_as_it_was_and_revoked()
    {
        await using var window = await chromium.OpenAsync(demo.Running, Look.Desk);
        await (await Person.OfDemoAsync(demo.Running, "administrator")).SignInAsync(window);
        await window.Hand.UseAsync(window.Get("place-data"));
        await window.Hand.UseAsync(window.Get("import-begin"));
        await ImportAsync(window, "belts-1.geojson", Belts(2));
        await Assertions.Expect(window.Get("layer-card")).ToContainTextAsync("绿化带");

        await window.Hand.UseAsync(window.Get("style-edit"));
        await window.Hand.UseAsync(window.Get("style-mode-category"));
        await window.Hand.UseAsync(window.Get("style-save"));
        await Assertions.Expect(window.Get("layer-style")).ToContainTextAsync("第 1 版");

        var (token, account) = await DepartmentAsync(window);
        Assert.False((await QgisLayer.OpenAsync(demo.Running.Address, "features", Layer, $"--token={token}")).Valid);
        await window.Hand.UseAsync(window.Get("give-layer"));
        await window.Hand.WriteAsync(window.Get("give-account"), account);
        await window.Hand.UseAsync(window.Get("dialog-confirm"));
        await Assertions.Expect(window.Get("layer-grant")).ToContainTextAsync(account);
        await window.PictureAsync("one-map-granted");

        var granted = await UntilValidAsync(token);
        Assert.Equal((2, "MultiPolygon"), (granted.Count, granted.Geometry));
        Assert.Equal([QgisLayer.Ink, QgisLayer.Paper], granted.Colours!);

        // It stood so for two days.
        await demo.Running.GisAsync("psql", "-XAtqc", $"UPDATE layer_shown SET shown_at = shown_at - interval '2 days' WHERE layer = '{Layer}'");
        await window.Hand.UseAsync(window.Get("import-next-edition"));
        await ImportAsync(window, "belts-2.geojson", Belts(3), isNew: false);

        using var department = new HttpClient { BaseAddress = demo.Running.Address };
        department.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Eventually.TrueAsync(async () => await CountAsync(department, Items) == 3, "the new edition is shown", Patience);
        Assert.Equal(3, (await QgisLayer.OpenAsync(demo.Running.Address, "features", Layer, $"--token={token}")).Count);
        var yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(2, await CountAsync(department, $"{Items}?asOf={yesterday}"));
        await window.PictureAsync("one-map-updated");

        await window.Hand.UseAsync(window.Get("end-grant"));
        await window.Hand.WriteAsync(window.Get("dialog").Locator("textarea"), "项目已结束");
        await window.Hand.UseAsync(window.Get("dialog-confirm"));
        await Assertions.Expect(window.Get("layer-grant")).ToHaveCountAsync(0);
        await Eventually.TrueAsync(async () => (await department.GetAsync(Items)).StatusCode == System.Net.HttpStatusCode.NotFound, "the layer is gone", Patience);
        Assert.False((await QgisLayer.OpenAsync(demo.Running.Address, "features", Layer, $"--token={token}")).Valid);
        window.AssertNoComplaints();
    }

    /// <summary>Through the wizard to its end, and on to the layer's card.</summary>
    private static async Task ImportAsync(Window window, string name, string text, bool isNew = true)
    {
        await window.Get("import-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/geo+json", Buffer = Encoding.UTF8.GetBytes(text) });
        await Assertions.Expect(window.Get("import-summary")).ToContainTextAsync("行可导入");
        await window.Hand.UseAsync(window.Get("import-next"));
        await window.Hand.UseAsync(window.Get("import-next"));
        if (isNew)
        {
            await window.Hand.WriteAsync(window.Get("import-id"), Layer);
            await window.Hand.WriteAsync(window.Get("import-title-zh"), "绿化带");
        }

        await window.Hand.UseAsync(window.Get("import-next"));
        await window.Hand.UseAsync(window.Get("import-open"));
    }

    /// <summary>Squares in a row, of two kinds.</summary>
    private static string Belts(int count) => $$"""
        {"type": "FeatureCollection", "features": [{{string.Join(',', Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"type": "Feature", "properties": {"name": "绿化带{{{n + 1}}}", "kind": "{{{(n % 2 == 0 ? "park" : "street")}}}"},
         "geometry": {"type": "Polygon", "coordinates": [[[{{{114.4 + (n * 0.1)}}}, 38], [{{{114.45 + (n * 0.1)}}}, 38], [{{{114.45 + (n * 0.1)}}}, 38.05], [{{{114.4 + (n * 0.1)}}}, 38.05], [{{{114.4 + (n * 0.1)}}}, 38]]]}}
        """)))}}]}
        """;

    /// <summary>A department's token, good for one layer that everybody sees, and the name of its account.</summary>
    private async Task<(string Token, string Account)> DepartmentAsync(Window window)
    {
        var answer = await window.Page.APIRequest.PostAsync("/api/tokens", new()
        {
            Headers = new Dictionary<string, string> { ["X-Gis"] = "1", ["Origin"] = demo.Running.Address.GetLeftPart(UriPartial.Authority) },
            DataObject = new { role = "guest", areaCode = "130000", layers = OpenToAll, days = 30, label = "water-desk" },
        });
        using var created = JsonDocument.Parse(await answer.TextAsync());
        var account = await demo.Running.GisAsync("psql", "-XAtqc", "SELECT name FROM account WHERE display_name = 'water-desk'");
        return (created.RootElement.GetProperty("token").GetString()!, account.Trim());
    }

    /// <summary>A grant holds within two seconds.</summary>
    private async Task<QgisLayer> UntilValidAsync(string token)
    {
        string[] map = [$"--token={token}", "--box", "114.3,37.9,114.7,38.15", "--at", "114.425,38.025", "--at", "114.475,38.1"];
        QgisLayer? found = null;
        await Eventually.TrueAsync(async () => (found = await QgisLayer.OpenAsync(demo.Running.Address, "features", Layer, map)).Valid, "QGIS reads the layer", Patience);
        return found!;
    }

    private static async Task<int> CountAsync(HttpClient client, string path)
    {
        using var page = JsonDocument.Parse(await client.GetStringAsync(path));
        return page.RootElement.GetProperty("features").GetArrayLength();
    }
}
