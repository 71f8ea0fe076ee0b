using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>Another desk finds a layer in the catalogue, asks for it, reads it once it is granted, and finds it gone once that is taken back.</summary>
[Collection(DemoProvince.Name)]
public sealed class Catalogue_Journey(Chromium chromium, DemoSystem demo)
{
    private const string Layer = "water_meters";
    private const string Items = $"/ogc/collections/{Layer}/items?limit=5";
    private const string Records = "/ogc/collections/records/items";

    /// <summary>Lists look again twice a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Layer_is_asked_for_granted_read_and_taken_back()
    {
        var officer = await demo.Running.AdmitAsync("roads-desk", "officer");
        await demo.Running.GisAsync("psql", "-XAtqc", "UPDATE account_grant SET layers = ARRAY['outfalls'] WHERE account_id = (SELECT id FROM account WHERE name = 'roads-desk')");
        await using var asking = await chromium.OpenAsync(demo.Running, Look.Desk);
        await officer.SignInAsync(asking);
        Assert.Equal(404, await StatusAsync(asking, Items));

        await asking.Hand.UseAsync(asking.Get("place-data"));
        await Assertions.Expect(asking.Page.Locator($"[data-layer={Layer}]")).ToHaveCountAsync(0);
        await asking.Hand.UseAsync(asking.Get($"findable-{Layer}"));
        await asking.Hand.UseAsync(asking.Get("ask-layer"));
        await asking.Hand.WriteAsync(asking.Get("ask-reason"), "核对道路沿线水表");
        await asking.PictureAsync("catalogue-ask");
        Assert.Empty(await asking.BarriersAsync());
        await asking.Hand.UseAsync(asking.Get("dialog-confirm"));
        await Assertions.Expect(asking.Get("layer-request")).ToContainTextAsync("待答复");

        await using var answering = await chromium.OpenAsync(demo.Running, Look.Day);
        await (await Person.OfDemoAsync(demo.Running, "administrator")).SignInAsync(answering);
        await answering.Hand.UseAsync(answering.Get("place-data"));
        await answering.PictureAsync("catalogue");
        Assert.Empty(await answering.BarriersAsync());
        await answering.Hand.UseAsync(answering.Get("catalogue-requests"));
        await answering.Hand.OpenRowAsync(answering.Get("request-row").First);
        await answering.Hand.UseAsync(answering.Get("grant-layer"));
        await answering.Hand.UseAsync(answering.Get("dialog-confirm"));
        await Assertions.Expect(answering.Get("layer-request")).ToContainTextAsync("Granted");

        await Assertions.Expect(asking.Page.Locator($"[data-layer={Layer}]")).ToHaveCountAsync(1, new() { Timeout = (float)Patience.TotalMilliseconds });
        await asking.PictureAsync("catalogue-granted");
        Assert.Equal(200, await StatusAsync(asking, Items));
        Assert.Contains(Layer, await TextAsync(asking, Records), StringComparison.Ordinal);
        await asking.Hand.UseAsync(asking.Get("card-close"));

        await Assertions.Expect(answering.Get("layer-usage")).ToContainTextAsync("roads-desk", new() { Timeout = (float)Patience.TotalMilliseconds });
        await answering.PictureAsync("catalogue-use");
        await answering.Hand.UseAsync(answering.Get("revoke-layer"));
        await answering.Hand.WriteAsync(answering.Get("dialog").Locator("textarea"), "The plan is done.");
        await answering.Hand.UseAsync(answering.Get("dialog-confirm"));
        await Assertions.Expect(answering.Get("layer-request")).ToContainTextAsync("Revoked");

        await Eventually.TrueAsync(async () => await StatusAsync(asking, Items) == 404, "the layer is gone", Patience);
        Assert.DoesNotContain(Layer, await TextAsync(asking, Records), StringComparison.Ordinal);
        await Assertions.Expect(asking.Page.Locator($"[data-layer={Layer}]")).ToHaveCountAsync(0, new() { Timeout = (float)Patience.TotalMilliseconds });
        asking.AssertNoComplaints();
        answering.AssertNoComplaints();
    }

    private static async Task<int> StatusAsync(Window window, string path) => (await window.Page.APIRequest.GetAsync(path)).Status;

    private static async Task<string> TextAsync(Window window, string path) => await (await window.Page.APIRequest.GetAsync(path)).TextAsync();
}
