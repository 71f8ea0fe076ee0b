using System.Text.RegularExpressions;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>From a packet of the field to a commander's order and back, on the demo province, as two people see it.</summary>
public sealed partial class Thread_Journey(Chromium chromium) : IClassFixture<Chromium>
{
    // Every other unit of the demo refuses all orders, so that a refusal is sure to be met; and they drive faster than life.
    private static readonly string[] Refusing =
    [
        .. from kind in (string[])["mon", "enf", "fire", "haz", "med", "uti", "pol"]
           from number in (int[])[1, 3, 5, 7, 9, 11]
           select FormattableString.Invariant($"{kind}-{number:D2}"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task An_alarm_arises_is_understood_becomes_an_incident_and_is_answered()
    {
        await using var system = await RunningSystem.UpAsync(new Dictionary<string, string>
        {
            ["GIS_DEMO_REFUSING"] = string.Join(',', Refusing),
            ["GIS_DEMO_DRIVE_FACTOR"] = "60",
        });
        await using var desk = await chromium.OpenAsync(system, Look.DarkChinese);
        await (await Person.OfDemoAsync(system, "inspector")).SignInAsync(desk);

        var outfall = await AlarmArisesAsync(system, desk);
        await InspectorUnderstandsAsync(desk, outfall);
        var incident = await InspectorMakesIncidentAsync(desk);

        await using var command = await chromium.OpenAsync(system, Look.LightEnglish);
        await (await Person.OfDemoAsync(system, "commander")).SignInAsync(command);
        await CommanderGradesAsync(command, incident);
        await CommanderDispatchesUntilOneDrivesAsync(command);
        await UnitDoesItsWorkAsync(command);
        await TimelineTellsItAllAsync(command);

        await PhoneShowsTheSameAsync(system);
        desk.AssertNoComplaints();
        command.AssertNoComplaints();
    }

    private static async Task<string> AlarmArisesAsync(RunningSystem system, Window desk)
    {
        var said = await system.GisAsync("demo", "episode");
        var outfall = Episode().Match(said).Groups["zh"].Value;
        Assert.NotEmpty(outfall);

        await Row(desk, outfall).WaitForAsync();
        await desk.UntilAsync("() => window.__gis.mapReady === true");
        return outfall;
    }

    private static async Task InspectorUnderstandsAsync(Window desk, string outfall)
    {
        await Row(desk, outfall).ClickAsync();
        await Assertions.Expect(desk.Get("station-card")).ToContainTextAsync(outfall);
        await desk.Get("chart").First.WaitForAsync();
        await desk.UntilAsync("() => window.__gis.mapIdle === true");
        await desk.PictureAsync("monitor-dark-zh");

        await desk.Get("why").First.ClickAsync();
        await Assertions.Expect(desk.Get("why-sum")).Not.ToBeEmptyAsync();
        await Assertions.Expect(desk.Get("why-source")).Not.ToBeEmptyAsync();
        await desk.PictureAsync("monitor-why-dark-zh");
        Assert.Empty(await desk.BarriersAsync());
        await desk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(desk.Get("why-dialog")).ToHaveCountAsync(0);

        await desk.Get("acknowledge").First.ClickAsync();
        await Assertions.Expect(desk.Get("acknowledge")).ToHaveCountAsync(0);
    }

    private static async Task<string> InspectorMakesIncidentAsync(Window desk)
    {
        await desk.Get("make-incident").First.ClickAsync();
        var title = await desk.Get("incident-title").InputValueAsync();
        await desk.Get("dialog-confirm").ClickAsync();
        await Assertions.Expect(desk.Get("dialog")).ToHaveCountAsync(0);
        return title;
    }

    private static async Task CommanderGradesAsync(Window command, string incident)
    {
        await command.Get("place-command").ClickAsync();
        await command.Get("incident-row").Filter(new LocatorFilterOptions { HasText = incident }).ClickAsync();
        await Assertions.Expect(command.Get("incident-card")).ToContainTextAsync(incident);

        await command.Get("grade").ClickAsync();
        await command.Get("grade-3").ClickAsync();
        await command.Get("grade-ground").FillAsync("Drinking-water intake downstream");
        await command.Get("dialog-confirm").ClickAsync();
        await Assertions.Expect(command.Get("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(command.Get("timeline-row").And(command.Page.Locator("[data-kind=graded]"))).ToHaveCountAsync(1);
    }

    private static async Task CommanderDispatchesUntilOneDrivesAsync(Window command)
    {
        var refused = 0;
        while (await DispatchNextAsync(command, wantsRefusal: refused == 0) is not "acknowledged" and not "en_route" and not "on_scene" and not "done")
        {
            refused++;
            Assert.True(refused < 8, "Eight units in a row did not take the order.");
        }

        Assert.True(refused > 0, "No unit refused, so the road after a refusal was not walked.");
        await Assertions.Expect(command.Get("timeline-row").And(command.Page.Locator("[data-kind=next_unit_offered]")).First).ToBeVisibleAsync();
    }

    /// <returns>The state in which the order came to rest: refused, expired, or on its way.</returns>
    private static async Task<string> DispatchNextAsync(Window command, bool wantsRefusal)
    {
        var rows = command.Get("recommend-row");
        await rows.First.WaitForAsync();
        var signs = await command.Page.EvaluateAsync<string[]>(
            "async () => (await (await fetch('/api/units')).json()).items.map(u => `${u.id} ${u.code}`)");
        var refusing = signs.Select(sign => sign.Split(' ')).Where(sign => Refusing.Contains(sign[1])).Select(sign => sign[0]).ToHashSet();
        var offered = await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.unit)");
        var wanted = offered.FirstOrDefault(unit => refusing.Contains(unit) == wantsRefusal) ?? offered[0];
        var before = await command.Get("order-row").CountAsync();

        await command.Page.Locator($"[data-testid=recommend-row][data-unit='{wanted}'] input").CheckAsync();
        await command.PictureAsync("command-recommended-light-en");
        await command.Get("dispatch").ClickAsync();
        await command.Get("order-text").FillAsync("Sample at the outfall and 500 m downstream");
        await command.Get("dialog-confirm").ClickAsync();
        await Assertions.Expect(command.Get("order-row")).ToHaveCountAsync(before + 1);

        var order = (await command.Get("order-row").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.order)")).MaxBy(long.Parse)!;
        string? state = null;
        await Eventually.TrueAsync(
            async () =>
            {
                state = await command.Page.Locator($"[data-testid=order-row][data-order='{order}']").GetAttributeAsync("data-state");
                return state is not "issued" and not "sent";
            },
            "the unit answers the order", Patience);
        return state!;
    }

    private static async Task UnitDoesItsWorkAsync(Window command)
    {
        var driving = command.Get("order-row").And(command.Page.Locator("[data-state=en_route], [data-state=on_scene], [data-state=done]"));
        await driving.First.WaitForAsync(new LocatorWaitForOptions { Timeout = (float)Patience.TotalMilliseconds });
        await command.UntilAsync("() => window.__gis.mapIdle === true");
        await command.PictureAsync("command-light-en");
        Assert.Empty(await command.BarriersAsync());

        await command.Get("order-row").And(command.Page.Locator("[data-state=done]")).First
            .WaitForAsync(new LocatorWaitForOptions { Timeout = (float)Patience.TotalMilliseconds });
    }

    private static async Task TimelineTellsItAllAsync(Window command)
    {
        var story = await command.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const id = document.querySelector('[data-testid=incident-card]').dataset.incident;
              const card = await (await fetch(`/api/incidents/${id}`)).json();
              return card.timeline.map(e => e.kind === 'order_state' ? `order ${e.details.state}` : e.kind);
            }
            """);

        foreach (var step in (string[])["reported", "graded", "order_issued", "order refused", "next_unit_offered", "order en_route", "order on_scene", "order done"])
        {
            Assert.Contains(step, story);
        }
    }

    private async Task PhoneShowsTheSameAsync(RunningSystem system)
    {
        await using var phone = await chromium.OpenAsync(system, Look.PhoneChinese);
        await (await Person.OfDemoAsync(system, "inspector")).SignInAsync(phone);
        await phone.UntilAsync("() => window.__gis.mapIdle === true");
        await phone.PictureAsync("monitor-phone-zh");
        Assert.True(await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The phone page scrolls sideways.");
        phone.AssertNoComplaints();
    }

    private static ILocator Row(Window desk, string outfall) =>
        desk.Get("alarm-row").Filter(new LocatorFilterOptions { HasText = outfall }).First;

    [GeneratedRegex(@"begins at (?<zh>.+?) \(")]
    private static partial Regex Episode();
}
