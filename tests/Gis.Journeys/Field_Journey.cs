using System.Globalization;
using System.Text.Json;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>An officer gives a patch to an inspector; the phone has it, loses its link, takes four photographs and the form, and brings it all home when the link is back.</summary>
[Collection(DemoLand.Name)]
public sealed class Field_Journey(Chromium chromium, LandSystem demo)
{
    private const double West = 114.52;
    private const double South = 38.05;
    private const string Batch = "journey-field";
    private const string Number = Batch + "-1";

    private static readonly Look Hand = new("phone-light-en", "en-GB", Dark: false, 390, 844, ByKeys: false);

    [Fact]
    public async Task Patch_is_checked_on_the_ground_without_a_link()
    {
        await using var desk = await chromium.OpenAsync(demo.Running, Look.Desk);
        await (await Person.OfDemoAsync(demo.Running, "officer")).SignInAsync(desk);
        var id = await AssignAsync(desk, await demo.Running.CountAsync("SELECT id FROM account WHERE name = 'inspector'"));

        await using var phone = await chromium.OpenAsync(demo.Running, Hand);
        await phone.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await StandAtAsync(phone, West + 0.0005, South - 0.002);
        await SignInAsync(phone);
        await Assertions.Expect(phone.Get($"task-{Number}")).ToBeVisibleAsync();
        await phone.UntilAsync("() => document.querySelector('[data-offline-ready]') !== null");
        await phone.PictureAsync("field-list");
        Assert.Empty(await phone.BarriersAsync());

        // A page that is just being loaded anew may ask before the browser knows that it has no link.
        await phone.Page.Context.RouteAsync("**/api/**", route => route.AbortAsync());
        await phone.Page.Context.SetOfflineAsync(true);
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.Get("field-link")).ToHaveAttributeAsync("data-link", "none");
        await phone.Get($"task-{Number}").ClickAsync();
        await phone.PictureAsync("field-way");
        await PhotographAsync(phone, "far", azimuth: 0);
        await phone.PictureAsync("field-far");
        await StandAtAsync(phone, West + 0.0005, South + 0.0004);
        await PhotographAsync(phone, "near", azimuth: 10);
        await PhotographAsync(phone, "side", azimuth: 90);

        await phone.Get("field-finish").ClickAsync();
        await Assertions.Expect(phone.Get("finish-refused")).ToContainTextAsync("sides");
        await PhotographAsync(phone, "side", azimuth: 270);
        await phone.Get("form-use").FillAsync("Workshop");
        await phone.Get("form-party").FillAsync("Zhang San");
        await phone.Get("form-built").FillAsync("420");
        await phone.Get("form-entered").CheckAsync(new LocatorCheckOptions { Force = true });
        Assert.Empty(await phone.BarriersAsync());
        await phone.Get("field-finish").ClickAsync();
        await Assertions.Expect(phone.Get("field-standing")).ToContainTextAsync("4 of 4");
        await phone.PictureAsync("field-kept");

        // What was finished outlives the page, and nothing of it has reached the server yet.
        await phone.Page.ReloadAsync();
        await Assertions.Expect(phone.Get("field-standing")).ToContainTextAsync("4 of 4");
        await Assertions.Expect(phone.Get("kept-photo")).ToHaveCountAsync(4);
        Assert.Equal(0, await demo.Running.CountAsync($"SELECT count(*) FROM patch_photo WHERE patch_id = {id}"));

        await phone.Page.Context.UnrouteAllAsync();
        await phone.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(phone.Page.GetByTestId($"field-task-{Number}")).ToHaveAttributeAsync("data-state", "sent");
        await phone.PictureAsync("field-sent");
        Assert.Equal(1, await demo.Running.CountAsync($"SELECT count(*) FROM patch_standing WHERE id = {id} AND state = 'verified'"));
        Assert.Equal(4, await demo.Running.CountAsync($"SELECT count(*) FROM patch_photo WHERE patch_id = {id}"));

        await desk.Page.GotoAsync($"/#/land?patch={id}");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Get("field-photo")).ToHaveCountAsync(4);
        await Assertions.Expect(desk.Get("field-section")).ToContainTextAsync("Workshop");
        await desk.Get("field-section").ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync("field-officer");
        Assert.Empty(await desk.BarriersAsync());
        await desk.Get("field-photo").First.ClickAsync();
        await desk.UntilAsync("() => document.querySelector('[data-testid=field-large] img')?.naturalWidth > 0");
        await desk.PictureAsync("field-photo");
        await desk.Get("field-close").ClickAsync();
        desk.AssertNoComplaints();
        phone.AssertNoComplaints();
    }

    private static Task StandAtAsync(Window phone, double lon, double lat) =>
        phone.Page.Context.SetGeolocationAsync(new Geolocation { Longitude = (float)lon, Latitude = (float)lat, Accuracy = 8 });

    private async Task SignInAsync(Window phone)
    {
        var inspector = await Person.OfDemoAsync(demo.Running, "inspector");
        await phone.Page.GotoAsync("/field/");
        await phone.Get("name").FillAsync(inspector.Name);
        await phone.Get("password").FillAsync(inspector.Password);
        await phone.Get("sign-in").ClickAsync();
    }

    private static async Task PhotographAsync(Window phone, string role, int azimuth)
    {
        await phone.Get("camera").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = await PictureOfAsync(phone, azimuth) });
        await phone.Get($"shot-{role}").CheckAsync(new LocatorCheckOptions { Force = true });
        await phone.Get("shot-azimuth").FillAsync(azimuth.ToString(CultureInfo.InvariantCulture));
        await phone.Get("shot-keep").ClickAsync();
        await Assertions.Expect(phone.Get("shot-keep")).ToHaveCountAsync(0);
    }

    /// <summary>A picture larger than a phone sends, drawn by the browser: a shed under a sky, seen from another side each time.</summary>
    private static async Task<byte[]> PictureOfAsync(Window phone, int seed) => Convert.FromBase64String((await phone.Page.EvaluateAsync<string>(
        """
        seed => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
          const context = canvas.getContext('2d');
          const fill = (colour, x, y, width, height) => { context.fillStyle = colour; context.fillRect(x, y, width, height); };
          fill('#9fc3dd', 0, 0, 2400, 1000);
          fill('#7d7048', 0, 1000, 2400, 800);
          fill('#b9c0c4', 500 + seed, 620, 1100, 480);
          fill('#4f6f9a', 440 + seed, 540, 1220, 110);
          fill('#3a3f44', 900 + seed, 800, 240, 300);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """,
        seed))!);

    /// <summary>A patch comes in, and is given to somebody as soon as nothing else happens to it.</summary>
    private static async Task<long> AssignAsync(Window desk, long inspector)
    {
        var ring = string.Create(
            CultureInfo.InvariantCulture,
            $"[[{West}, {South}], [{West + 0.001}, {South}], [{West + 0.001}, {South + 0.0008}], [{West}, {South + 0.0008}], [{West}, {South}]]");
        var row = $$"""
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"JCBH": "{{Number}}", "XZQDM": "130102", "TBLX": "20", "QSX": "20251008", "HSX": "20261012"},
             "geometry": {"type": "Polygon", "coordinates": [{{ring}}]} }]}
            """;
        var sent = await SendAsync(desk, $"/api/patch-batches?code={Batch}&area=130102&origin=demo&name=patches.geojson", row, "application/octet-stream");
        Assert.True(sent.Ok, await sent.TextAsync());
        long id = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                var page = await desk.Page.APIRequest.GetAsync($"/api/patches?q={Number}");
                var patch = (await page.JsonAsync())!.Value.GetProperty("items")[0];
                id = patch.GetProperty("id").GetInt64();
                return patch.GetProperty("outcome").ValueKind == JsonValueKind.String
                    && (await SendAsync(desk, $"/api/patches/{id}/assign", JsonSerializer.Serialize(new { assignee = inspector, revision = patch.GetProperty("revision").GetInt64() }), "application/json")).Ok;
            },
            "the patch is compared and assigned", TimeSpan.FromMinutes(2));
        return id;
    }

    private static Task<IAPIResponse> SendAsync(Window desk, string path, string body, string type) => desk.Page.APIRequest.PostAsync(path, new()
    {
        Headers = new Dictionary<string, string> { ["X-Gis"] = "1", ["Origin"] = new Uri(desk.Page.Url).GetLeftPart(UriPartial.Authority), ["Content-Type"] = type },
        DataByte = System.Text.Encoding.UTF8.GetBytes(body),
    });
}
