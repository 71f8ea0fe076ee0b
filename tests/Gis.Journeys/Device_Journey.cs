using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>An inspector asks a data logger of the demo, one that dials in over TCP, for its data again.</summary>
public sealed class Device_Journey(Chromium chromium, DemoSystem demo) : IClassFixture<Chromium>, IClassFixture<DemoSystem>
{
    private const string DiallerSql =
        "SELECT t.name_zh FROM device_session s JOIN thing t ON t.id = s.thing_id WHERE s.way = 'tcp' AND s.ended_at IS NULL ORDER BY t.id LIMIT 1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Data_are_requested_again_from_the_card_of_a_station()
    {
        var outfall = await Eventually.AnswerAsync(
            async () => (await demo.Running.GisAsync("psql", "-XAtqc", DiallerSql)).Trim() is { Length: > 0 } name ? name : null, "a logger has dialled in", Patience);
        await using var desk = await chromium.OpenAsync(demo.Running, Look.Desk);
        await (await Person.OfDemoAsync(demo.Running, "inspector")).SignInAsync(desk);
        await desk.FindStationAsync(outfall);
        await Assertions.Expect(desk.Get("device-line").First).ToContainTextAsync("TCP");

        await desk.Hand.UseAsync(desk.Get("device-ask"));
        await desk.Get("device-what").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "补传小时数据" }).ClickAsync();
        await desk.PictureAsync("device-ask");
        Assert.Empty(await desk.BarriersAsync());
        await desk.Hand.UseAsync(desk.Get("dialog-confirm"));

        await Assertions.Expect(desk.Get("device-command-state").First).ToContainTextAsync(
            "完成", new LocatorAssertionsToContainTextOptions { Timeout = (float)Patience.TotalMilliseconds });
        await desk.Get("device-command").First.ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync("device");
        desk.AssertNoComplaints();
    }
}
