using System.Text.RegularExpressions;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>An inspector asks a data logger of the demo, one that dials in over TCP, for its data again.</summary>
[Collection(DemoProvince.Name)]
public sealed partial class Device_Journey(Chromium chromium, DemoSystem demo)
{
    private const string DiallerSql =
        "SELECT t.name_zh FROM device_session s JOIN thing t ON t.id = s.thing_id WHERE s.way = 'tcp' AND s.ended_at IS NULL ORDER BY t.id LIMIT 1";

    /// <summary>As many as docs/field-protocol.md lists.</summary>
    private const int Commands = 23;

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

    [Fact]
    public async Task Administrator_says_from_where_the_device_may_call_and_finds_every_command_in_its_form()
    {
        var outfall = await Eventually.AnswerAsync(
            async () => (await demo.Running.GisAsync("psql", "-XAtqc", DiallerSql.Replace("name_zh", "name_en", StringComparison.Ordinal))).Trim() is { Length: > 0 } name ? name : null,
            "a logger has dialled in", Patience);
        await using var desk = await chromium.OpenAsync(demo.Running, Look.Day);
        await (await Person.OfDemoAsync(demo.Running, "administrator")).SignInAsync(desk);
        await desk.FindStationAsync(outfall);

        await desk.Hand.UseAsync(desk.Get("device-access"));
        await desk.Hand.WriteAsync(desk.Get("access-sources"), "127.0.0.0/8");
        await desk.Get("access-wish").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Set a new password" }).ClickAsync();
        await Assertions.Expect(desk.Get("dialog-confirm")).ToBeDisabledAsync();
        await desk.PictureAsync("device-access");
        Assert.Empty(await desk.BarriersAsync());
        await desk.Get("access-wish").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "No password: any is accepted" }).ClickAsync();
        await desk.Hand.UseAsync(desk.Get("dialog-confirm"));
        await Assertions.Expect(desk.Get("device-access-text")).ToContainTextAsync("127.0.0.0/8");

        await desk.Hand.UseAsync(desk.Get("device-ask"));
        await desk.Get("device-what").ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { NameRegex = CommandOption() })).ToHaveCountAsync(Commands);
        await desk.PictureAsync("device-commands");
        await desk.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Read device information" }).ClickAsync();
        await Assertions.Expect(desk.Get("dialog-confirm")).ToBeDisabledAsync();
        await desk.PictureAsync("device-ask");
        Assert.Empty(await desk.BarriersAsync());

        await desk.Get("device-what").Locator("input").FocusAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(desk.Get("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Get("device-ask")).ToBeFocusedAsync();
        desk.AssertNoComplaints();
    }

    /// <summary>A command's option ends with its code.</summary>
    [GeneratedRegex(@" · \d{4}$")]
    private static partial Regex CommandOption();
}
