using System.Globalization;
using System.Text;
using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>A month that arrives late is seen as means and bars: an outfall and a water meter hand in what they kept while the line was down.</summary>
public sealed class Rollup_Journey(Chromium chromium, EmptySystem empty) : IClassFixture<Chromium>, IClassFixture<EmptySystem>
{
    private const int Days = 30;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly BrokerUser Outfall = new("ROLLUP-OUTFALL", "change-me-1");
    private static readonly BrokerUser Meter = new("ROLLUP-METER", "change-me-2");

    [Fact]
    public async Task Month_handed_in_late_is_drawn_as_means_and_bars()
    {
        await RegisterAsync();
        await HandInAsync();
        await Eventually.TrueAsync(
            async () => await empty.Running.CountAsync("SELECT count(*) FROM meter_use WHERE period_s = 86400 AND state = 'measured'") == Days,
            "each day of the meter is rolled up");
        foreach (var look in new[] { Look.Desk, Look.Day })
        {
            await using var window = await chromium.OpenAsync(empty.Running, look);
            await (await empty.Running.AdmitAsync($"reader-{look.Name}", "administrator")).SignInAsync(window);

            await window.FindStationAsync("Rolled outfall");
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "30 d", Exact = true }).ClickAsync();
            await Assertions.Expect(window.Get("rolled-up")).ToBeVisibleAsync();
            await Assertions.Expect(window.Get("chart").Locator(".band").First).ToBeVisibleAsync();
            await window.Get("chart").HoverAsync();
            await window.PictureAsync("series-month");
            Assert.Empty(await window.BarriersAsync());

            await window.FindStationAsync("Rolled meter");
            await window.Get("use-day").ClickAsync();
            await Assertions.Expect(window.Get("use").Locator(".bar.measured")).ToHaveCountAsync(Days);
            await Assertions.Expect(window.Get("night-flow")).ToContainTextAsync("12 L/h");
            await window.Get("use").ScrollIntoViewIfNeededAsync();
            await window.PictureAsync("use-days");
            await window.Get("use-hour").ClickAsync();
            await Assertions.Expect(window.Get("use").Locator(".bar.measured").First).ToBeVisibleAsync();
            await window.PictureAsync("use-hours");
            Assert.Empty(await window.BarriersAsync());
            window.AssertNoComplaints();
        }
    }

    private async Task RegisterAsync()
    {
        var file = Path.Combine(empty.Running.Home, "rolled.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "kind,name_zh,name_en,area,lon,lat,alias_scheme,alias,property,statistic,period_s,interval_s,device_user,device_password",
                $"outfall_water,汇总排口,Rolled outfall,130102,114.53,38.07,thing,{Outfall.Name},w01018,instant,,300,{Outfall.Name},{Outfall.Password}",
                $"water_meter,汇总水表,Rolled meter,130102,114.54,38.06,meter,{Meter.Name},volume,instant,,86400,{Meter.Name},{Meter.Password}",
                $",,,,,,,{Meter.Name},interval_volume,period,1800,86400,,",
            ]);
        await empty.Running.GisAsync("import-things", file);
    }

    private async Task HandInAsync()
    {
        // A day is closed ten minutes after its end, and rolled up within the minute.
        var midnight = new DateTimeOffset(DateTimeOffset.UtcNow.AddMinutes(-11).ToOffset(Beijing).Date, Beijing);
        var total = 100.0;
        for (var day = midnight.AddDays(-Days); day < midnight; day = day.AddDays(1))
        {
            var values = Enumerable.Range(0, 288).Select(i => (At: day.AddMinutes(5 * i), Value: 30 + (12 * Math.Sin(i / 45.0)) + (9 * Math.Sin(i * 1.7 * day.Day))))
                .Where(v => v.At.Day % 9 != 4 || v.At.Hour > 11);
            await SayAsync(
                Outfall, $"things/{Outfall.Name}/observations",
                $"[{string.Join(',', values.Select(v => string.Create(CultureInfo.InvariantCulture, $$$"""{"time":{{{v.At.ToUnixTimeMilliseconds()}}},"values":{"w01018":{{{v.Value:F2}}}}}""")))}]");

            var litres = Enumerable.Range(0, 48).Select(i => i is > 3 and < 9 ? 6 : Math.Round(20 + (day.Day * 2) + (40 * Math.Pow(Math.Sin(i / 8.0), 2)))).ToList();
            total += litres.Sum() / 1_000;
            await SayAsync(
                Meter, $"meters/{Meter.Name}/up",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"meterId":"{{Meter.Name}}","readAt":{{day.AddHours(24).ToUnixTimeMilliseconds()}},"totalM3":{{total:F3}},"intervalStart":{{day.ToUnixTimeMilliseconds()}},"intervalMinutes":30,"intervalLitres":[{{string.Join(',', litres)}}]}"""));
        }
    }

    private async Task SayAsync(BrokerUser user, string topic, string payload)
    {
        var (exitCode, output) = await MqttTool.PublishAsync(empty.Running.MqttPort, user, topic, Encoding.UTF8.GetBytes(payload));
        Assert.True(exitCode == 0, output);
    }
}
