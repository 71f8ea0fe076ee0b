using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>What an outfall owes is seen, named and asked for: a logger dials in that kept three hours to itself.</summary>
public sealed class Ledger_Journey(Chromium chromium, EmptySystem empty) : IClassFixture<Chromium>, IClassFixture<EmptySystem>
{
    private const string Mn = "130102000000000000000A01";
    private const string Property = "w01018";

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    [Fact]
    public async Task Hours_that_are_missing_are_named_asked_for_and_come()
    {
        var now = DateTimeOffset.UtcNow;
        var yesterday = new DateTimeOffset(now.ToOffset(Beijing).Date, Beijing).AddDays(-1);
        await RegisterAsync(yesterday);
        using var logger = await DialledLogger.DialAsync(empty.Running.Hj212Port, Mn, Property);
        for (var hour = 0; yesterday.AddHours(hour + 1) <= now; hour++)
        {
            await logger.MeasureAsync(yesterday.AddHours(hour), 20 + (hour % 7), said: hour is < 5 or > 7);
        }

        await using var desk = await chromium.OpenAsync(empty.Running, Look.Desk);
        await (await empty.Running.AdmitAsync("ledger-desk", "administrator")).SignInAsync(desk);
        await OpenYesterdayAsync(desk, "欠数排口", yesterday);
        await Assertions.Expect(desk.Get("delivery-detail")).ToContainTextAsync("05:00");
        await Assertions.Expect(desk.Get("delivery-detail")).ToContainTextAsync("08:00");
        await Assertions.Expect(DayOf(desk, yesterday)).ToContainTextAsync("87.5");
        await Assertions.Expect(TrackOf(desk, yesterday)).ToHaveAttributeAsync("aria-label", "缺 3");
        await Assertions.Expect(TrackOf(desk, yesterday.AddDays(-1))).ToHaveAttributeAsync("aria-label", "无应传数据");
        await desk.PictureAsync("ledger-gap");
        Assert.Empty(await desk.BarriersAsync());

        await desk.Hand.UseAsync(desk.Get("deliveries-ask"));
        await Assertions.Expect(desk.Get("gap-ask").First).ToContainTextAsync("05:00");
        await desk.PictureAsync("ledger-ask");
        await desk.Hand.UseAsync(desk.Get("dialog-confirm"));
        Assert.Equal(3, await logger.AnswerAsync());

        await Assertions.Expect(DayOf(desk, yesterday)).ToContainTextAsync("100");
        await desk.PictureAsync("ledger-whole");
        desk.AssertNoComplaints();

        await using var day = await chromium.OpenAsync(empty.Running, Look.Day);
        await (await empty.Running.AdmitAsync("ledger-day", "administrator")).SignInAsync(day);
        await OpenYesterdayAsync(day, "Owing outfall", yesterday);
        await Assertions.Expect(DayOf(day, yesterday)).ToContainTextAsync("100");
        await Assertions.Expect(TrackOf(day, yesterday.AddDays(-1))).ToHaveAttributeAsync("aria-label", "not expected");
        await day.PictureAsync("ledger-whole");
        Assert.Empty(await day.BarriersAsync());
        day.AssertNoComplaints();
    }

    private static async Task OpenYesterdayAsync(Window window, string name, DateTimeOffset yesterday)
    {
        await window.FindStationAsync(name);
        await window.Hand.UseAsync(window.Get("deliveries-open"));
        await DayOf(window, yesterday).ScrollIntoViewIfNeededAsync();
        await window.Hand.UseAsync(DayOf(window, yesterday));
        await window.Get("delivery-detail").ScrollIntoViewIfNeededAsync();
    }

    private static ILocator DayOf(Window window, DateTimeOffset day) =>
        window.Page.Locator(FormattableString.Invariant($"[data-testid=delivery-day][data-day='{day:yyyy-MM-dd}']"));

    private static ILocator TrackOf(Window window, DateTimeOffset day) => DayOf(window, day).Locator("[role=img]");

    /// <summary>An outfall that owes its hours from this moment on.</summary>
    private async Task RegisterAsync(DateTimeOffset since)
    {
        var file = Path.Combine(empty.Running.Home, "owing.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "kind,name_zh,name_en,area,lon,lat,alias_scheme,alias,property,statistic,period_s,interval_s",
                $"outfall_water,欠数排口,Owing outfall,130102,114.53,38.07,mn,{Mn},{Property},period,3600,3600",
            ]);
        await empty.Running.GisAsync("import-things", file);
        await empty.Running.GisAsync(
            "psql",
            "-XAtqc",
            FormattableString.Invariant($"""
            INSERT INTO datastream_version (id, thing_id, property, statistic, period_s, unit, interval_s, valid_from, valid_to)
            SELECT id, thing_id, property, statistic, period_s, unit, interval_s, '{since:yyyy-MM-ddTHH:mm:sszzz}', valid_from FROM datastream
            """));
    }
}
