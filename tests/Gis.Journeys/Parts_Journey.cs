using System.Globalization;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>The parts as processes of their own, and two ingests that share one subscription: nobody at the screen notices.</summary>
public sealed class Parts_Journey(Chromium chromium, PartsSystem parts) : IClassFixture<Chromium>, IClassFixture<PartsSystem>
{
    private static readonly BrokerUser Outfall = new("399435XSAMPLE001", "change-me-1");
    private static readonly BrokerUser Car = new("sample-unit-1", "change-me-5");

    private DataLogger Logger => new(Outfall, parts.Running.MqttPort);

    [Fact]
    public async Task Three_processes_take_a_packet_show_the_map_and_send_an_order()
    {
        await using var desk = await chromium.OpenAsync(parts.Running, Look.Desk);
        var tiles = await StandBeforeAsync(desk);
        await (await parts.Running.AdmitAsync("commander", "commander")).SignInAsync(desk);
        await desk.UntilAsync("() => window.__gis.mapDrawn === true");
        Assert.NotEmpty(tiles);

        await Logger.SendHourAsync(LastHour(), "w01018", 81);
        await desk.Hand.UseAsync(desk.Get("place-monitor"));
        await desk.Hand.OpenRowAsync(desk.Get("alarm-row").First);
        await desk.Hand.UseAsync(desk.Get("acknowledge"));
        await Assertions.Expect(desk.Get("acknowledge")).ToHaveCountAsync(0);
        await desk.Hand.UseAsync(desk.Get("make-incident"));
        await desk.Hand.UseAsync(desk.Get("dialog-confirm"));
        await Assertions.Expect(desk.Get("dialog")).ToHaveCountAsync(0);

        await CarTakesOrderAsync(desk);
        await desk.PictureAsync("parts");
        desk.AssertNoComplaints();
    }

    [Fact]
    public async Task Two_ingests_share_the_field_and_store_each_value_once()
    {
        await using var phone = await chromium.OpenAsync(parts.Running, Look.Keys);
        await StandBeforeAsync(phone);
        await (await parts.Running.AdmitAsync("inspector", "inspector")).SignInAsync(phone);
        await phone.FindStationAsync("Sample sewage works");
        await phone.Get("station-card").WaitForAsync();

        var first = DateTimeOffset.UtcNow.AddSeconds(-20);
        var values = Enumerable.Range(0, 12).Select(i => (Time: first.AddSeconds(i), Value: (15 + 2 * i) / 10.0)).ToList();
        var before = await TakenAsync();
        foreach (var (time, value) in values)
        {
            await Logger.SendRealTimeAsync(time, "w21003", value);
            await Assertions.Expect(phone.Get("value-row").Filter(new LocatorFilterOptions { HasText = "w21003" }))
                .ToContainTextAsync(value.ToString(CultureInfo.InvariantCulture));
        }

        await Task.WhenAll(values.Select(one => Logger.SendRealTimeAsync(one.Time, "w21003", one.Value)));
        await Eventually.TrueAsync(async () => (await TakenAsync()).Sum() >= before.Sum() + 2 * values.Count, "all that was sent twice is taken");
        Assert.All((await TakenAsync()).Zip(before), taken => Assert.True(taken.First > taken.Second, "One ingest took nothing."));
        Assert.Equal(values.Count, await parts.Running.CountAsync(
            "SELECT count(*) FROM observation o JOIN datastream d ON d.id = o.datastream_id WHERE d.property = 'w21003'"));
        Assert.Equal(0, await parts.Running.CountAsync("SELECT count(*) FROM observation_revision"));
        phone.AssertNoComplaints();
    }

    /// <summary>The proxy of docs/operations.md: what belongs to the tiles part goes to its process. Tells which tiles it gave.</summary>
    private async Task<IReadOnlyCollection<string>> StandBeforeAsync(Window window)
    {
        var given = new List<string>();
        foreach (var path in (string[])["/ogc/**", "/api/map/**"])
        {
            await window.Page.RouteAsync($"**{path}", async route =>
            {
                var asked = new Uri(route.Request.Url);
                var answer = await route.FetchAsync(new RouteFetchOptions { Url = new Uri(parts.Tiles, asked.PathAndQuery).ToString() });
                if (answer.Ok && asked.AbsolutePath.Contains("/tiles/", StringComparison.Ordinal))
                {
                    given.Add(asked.AbsolutePath);
                }

                await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
            });
        }

        return given;
    }

    private async Task CarTakesOrderAsync(Window desk)
    {
        var row = desk.Get("recommend-row").First;
        await row.WaitForAsync();
        var car = new FieldUnit(long.Parse((await row.GetAttributeAsync("data-unit"))!, CultureInfo.InvariantCulture), Car, parts.Running.MqttPort);
        var listening = await car.ListenAsync(1);
        await desk.Hand.UseAsync(desk.Get("dispatch"));
        await desk.Hand.UseAsync(desk.Get("dialog-confirm"));

        var order = Assert.Single(await listening).GetProperty("order").GetString()!;
        await car.SayAsync(order, "acknowledged");
        await Assertions.Expect(desk.Get("order-row")).ToHaveAttributeAsync("data-state", "acknowledged");
    }

    /// <summary>How many messages each ingest has taken.</summary>
    private async Task<long[]> TakenAsync()
    {
        using var client = new HttpClient();
        var taken = new List<long>();
        foreach (var ingest in parts.Ingests)
        {
            var metrics = await client.GetStringAsync(new Uri(ingest, "metrics"));
            taken.Add(metrics.Split('\n')
                .Where(line => line.StartsWith("gis_ingest_messages_received_total", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
        }

        return [.. taken];
    }

    private static DateTimeOffset LastHour()
    {
        var now = DateTimeOffset.UtcNow;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)).AddHours(-1);
    }
}
