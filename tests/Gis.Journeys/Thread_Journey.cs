using System.Text.RegularExpressions;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>From a packet of the field to a commander's order and back, on the demo province, as two people see it.</summary>
[Collection(DemoProvince.Name)]
public sealed partial class Thread_Journey(Chromium chromium, DemoSystem demo)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task An_alarm_arises_is_understood_becomes_an_incident_and_is_answered()
    {
        var incident = await WalkAsync(Look.Desk, wantsRefusal: true);
        await DayShowsTheSameAsync(incident);
        await PhoneShowsTheSameAsync();
    }

    [Fact]
    public Task The_same_by_keys_alone() => WalkAsync(Look.Keys, wantsRefusal: false);

    /// <returns>The incident's id.</returns>
    private async Task<string> WalkAsync(Look look, bool wantsRefusal)
    {
        await using var desk = await chromium.OpenAsync(demo.Running, look);
        await (await Person.OfDemoAsync(demo.Running, "inspector")).SignInAsync(desk);
        var outfall = await AlarmArisesAsync(desk);
        await InspectorUnderstandsAsync(desk, outfall);
        var incident = await InspectorMakesIncidentAsync(desk);
        desk.AssertNoComplaints();

        await using var command = await chromium.OpenAsync(demo.Running, look);
        await (await Person.OfDemoAsync(demo.Running, "commander")).SignInAsync(command);
        await CommanderGradesAsync(command, incident);
        var refused = await CommanderDispatchesUntilOneDrivesAsync(command, wantsRefusal);
        Assert.True(refused || !wantsRefusal, "No unit refused, so the road after a refusal was not walked.");
        await UnitDoesItsWorkAsync(command);
        await TimelineTellsItAllAsync(command, refused);
        command.AssertNoComplaints();
        return incident;
    }

    private async Task<string> AlarmArisesAsync(Window desk)
    {
        var said = await demo.Running.GisAsync("demo", "episode");
        var outfall = Episode().Match(said).Groups[desk.Look.IsChinese ? "zh" : "en"].Value;
        Assert.NotEmpty(outfall);

        await Row(desk, outfall).WaitForAsync();
        await desk.UntilAsync("() => window.__gis.mapReady === true");
        return outfall;
    }

    private static async Task InspectorUnderstandsAsync(Window desk, string outfall)
    {
        await desk.Hand.OpenRowAsync(Row(desk, outfall));
        await Assertions.Expect(desk.Get("station-card")).ToContainTextAsync(outfall);
        await desk.Get("chart").First.WaitForAsync();
        await desk.UntilAsync("() => window.__gis.mapDrawn === true");
        await desk.PictureAsync("monitor");

        await desk.Hand.UseAsync(desk.Get("why").First);
        await Assertions.Expect(desk.Get("why-sum")).Not.ToBeEmptyAsync();
        await Assertions.Expect(desk.Get("why-source")).Not.ToBeEmptyAsync();
        await desk.PictureAsync("monitor-why");
        Assert.Empty(await desk.BarriersAsync());
        await desk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(desk.Get("why-dialog")).ToHaveCountAsync(0);

        await desk.Hand.UseAsync(desk.Get("acknowledge").First);
        await Assertions.Expect(desk.Get("acknowledge")).ToHaveCountAsync(0);
    }

    /// <returns>The incident's id.</returns>
    private static async Task<string> InspectorMakesIncidentAsync(Window desk)
    {
        await desk.Hand.UseAsync(desk.Get("make-incident").First);
        await desk.Hand.UseAsync(desk.Get("dialog-confirm"));
        await Assertions.Expect(desk.Get("dialog")).ToHaveCountAsync(0);
        return (await desk.Get("incident-card").GetAttributeAsync("data-incident"))!;
    }

    private static async Task CommanderGradesAsync(Window command, string incident)
    {
        await command.Hand.UseAsync(command.Get("place-command"));
        await command.Hand.OpenRowAsync(IncidentRow(command, incident));
        await Assertions.Expect(command.Get("incident-card")).ToHaveAttributeAsync("data-incident", incident);

        await command.Hand.UseAsync(command.Get("grade"));
        await command.Hand.UseAsync(command.Get("grade-3"));
        await command.Hand.WriteAsync(command.Get("grade-ground"), "Drinking-water intake downstream");
        await command.Hand.UseAsync(command.Get("dialog-confirm"));
        await Assertions.Expect(command.Get("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(command.Get("timeline-row").And(command.Page.Locator("[data-kind=graded]"))).ToHaveCountAsync(1);
    }

    /// <returns>Whether any unit refused on the way.</returns>
    private static async Task<bool> CommanderDispatchesUntilOneDrivesAsync(Window command, bool wantsRefusal)
    {
        var refused = 0;
        while (await DispatchNextAsync(command, wantsRefusal && refused == 0) is not "acknowledged" and not "en_route" and not "on_scene" and not "done")
        {
            refused++;
            Assert.True(refused < 8, "Eight units in a row did not take the order.");
        }

        return refused > 0;
    }

    /// <returns>The state in which the order came to rest: refused, expired, or on its way.</returns>
    private static async Task<string> DispatchNextAsync(Window command, bool wantsRefusal)
    {
        var rows = command.Get("recommend-row");
        await rows.First.WaitForAsync();
        var signs = await command.Page.EvaluateAsync<string[]>(
            "async () => (await (await fetch('/api/units')).json()).items.map(u => `${u.id} ${u.code}`)");
        var refusing = signs.Select(sign => sign.Split(' ')).Where(sign => DemoSystem.Refusing.Contains(sign[1])).Select(sign => sign[0]).ToHashSet();
        var offered = await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.unit)");
        var wanted = offered.FirstOrDefault(unit => refusing.Contains(unit) == wantsRefusal) ?? offered[0];
        var before = await command.Get("order-row").CountAsync();

        await command.Hand.TickAsync(command.Page.Locator($"[data-testid=recommend-row][data-unit='{wanted}'] input"));
        await command.PictureAsync("command-recommended");
        await command.Hand.UseAsync(command.Get("dispatch"));
        await command.Hand.WriteAsync(command.Get("order-text"), "Sample at the outfall and 500 m downstream");
        await command.Hand.UseAsync(command.Get("dialog-confirm"));
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
        await command.UntilAsync("() => window.__gis.mapDrawn === true");
        await command.PictureAsync("command");
        Assert.Empty(await command.BarriersAsync());

        await command.Get("order-row").And(command.Page.Locator("[data-state=done]")).First
            .WaitForAsync(new LocatorWaitForOptions { Timeout = (float)Patience.TotalMilliseconds });
    }

    private static async Task TimelineTellsItAllAsync(Window command, bool refused)
    {
        var story = await command.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const id = document.querySelector('[data-testid=incident-card]').dataset.incident;
              const card = await (await fetch(`/api/incidents/${id}`)).json();
              return card.timeline.map(e => e.kind === 'order_state' ? `order ${e.details.state}` : e.kind);
            }
            """);

        string[] steps = ["reported", "graded", "order_issued", "order en_route", "order on_scene", "order done"];
        foreach (var step in refused ? [.. steps, "order refused", "next_unit_offered"] : steps)
        {
            Assert.Contains(step, story);
        }
    }

    private async Task DayShowsTheSameAsync(string incident)
    {
        await using var day = await chromium.OpenAsync(demo.Running, Look.Day);
        await (await Person.OfDemoAsync(demo.Running, "commander")).SignInAsync(day);
        await day.Hand.OpenRowAsync(IncidentRow(day, incident));
        await day.Get("timeline-row").First.WaitForAsync();
        await day.UntilAsync("() => window.__gis.mapDrawn === true");
        await day.PictureAsync("command");
        Assert.Empty(await day.BarriersAsync());
        day.AssertNoComplaints();
    }

    private async Task PhoneShowsTheSameAsync()
    {
        await using var phone = await chromium.OpenAsync(demo.Running, Look.Phone);
        await (await Person.OfDemoAsync(demo.Running, "inspector")).SignInAsync(phone);
        await phone.UntilAsync("() => window.__gis.mapDrawn === true");
        await phone.PictureAsync("monitor");
        Assert.True(await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The phone page scrolls sideways.");
        phone.AssertNoComplaints();
    }

    private static ILocator IncidentRow(Window command, string incident) =>
        command.Page.Locator($"[data-testid=incident-row][data-incident='{incident}']");

    private static ILocator Row(Window desk, string outfall) =>
        desk.Get("alarm-row").Filter(new LocatorFilterOptions { HasText = outfall }).First;

    [GeneratedRegex(@"begins at (?<zh>.+?) \((?<en>.+?)\), ")]
    private static partial Regex Episode();
}
