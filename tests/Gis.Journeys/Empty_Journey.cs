using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>How a customer begins: a system without demo, an administrator, one outfall out of a file, and its first packet.</summary>
public sealed class Empty_Journey(Chromium chromium, EmptySystem empty) : IClassFixture<Chromium>, IClassFixture<EmptySystem>
{
    private static readonly BrokerUser Outfall = new("399435XSAMPLE001", "change-me-1");

    [Fact]
    public async Task First_packet_of_a_registered_outfall_appears_on_the_map()
    {
        await using var desk = await chromium.OpenAsync(empty.Running, Look.Desk);
        await (await empty.Running.AdmitAsync("mei", "administrator")).SignInAsync(desk);
        await using var phone = await chromium.OpenAsync(empty.Running, Look.Keys);
        await (await empty.Running.AdmitAsync("lin", "administrator")).SignInAsync(phone);

        await BrokenFileIsRefusedAsync();
        var thing = await RegisterAsync();
        foreach (var window in (Window[])[desk, phone])
        {
            await SymbolBecomesAsync(window, thing, "thing|water|offline");
        }

        await new DataLogger(Outfall, empty.Running.MqttPort).SendRealTimeAsync(DateTimeOffset.UtcNow.AddSeconds(-5), "w01018", 38.4);
        foreach (var window in (Window[])[desk, phone])
        {
            await SymbolBecomesAsync(window, thing, "thing|water|normal");
        }

        await ClickOnMapAsync(desk, thing);
        await phone.FindStationAsync("Sample sewage works");
        foreach (var window in (Window[])[desk, phone])
        {
            await Assertions.Expect(window.Get("station-card")).ToHaveAttributeAsync("data-thing", $"{thing}");
            await Assertions.Expect(window.Get("value-row").Filter(new LocatorFilterOptions { HasText = "w01018" })).ToContainTextAsync("38.4");
            await window.PictureAsync("first-packet");
            Assert.Empty(await window.BarriersAsync());
            window.AssertNoComplaints();
        }
    }

    private async Task BrokenFileIsRefusedAsync()
    {
        var file = Path.Combine(empty.Running.Home, "broken.csv");
        await File.WriteAllLinesAsync(
            file, ["kind,name_zh,area,lon,lat,alias", "outfall_water,好,130102,114.5,38.1,GOOD-1", "outfall_wine,坏,130102,114.5,38.1,BAD-1"]);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => empty.Running.GisAsync("import-things", file));

        Assert.Contains("line 3, kind: 'outfall_wine' cannot be used; accepted is: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await empty.Running.CountAsync("SELECT count(*) FROM thing"));
    }

    /// <summary>The first outfall of the docs' sample, in a file of its own.</summary>
    private async Task<long> RegisterAsync()
    {
        var sample = await File.ReadAllLinesAsync(Repository.PathOf("docs", "samples", "things.csv"));
        var file = Path.Combine(empty.Running.Home, "outfall.csv");
        await File.WriteAllLinesAsync(file, sample.TakeWhile(line => !line.StartsWith("outfall_gas", StringComparison.Ordinal)));

        Assert.Contains("1 things and 0 units: 1 new", await empty.Running.GisAsync("import-things", file), StringComparison.Ordinal);
        return await empty.Running.CountAsync($"SELECT thing_id FROM thing_alias WHERE code = '{Outfall.Name}'");
    }

    private static Task SymbolBecomesAsync(Window window, long thing, string icon) =>
        window.UntilAsync($"() => window.__gis.station?.({thing})?.icon === '{icon}'");

    private static async Task ClickOnMapAsync(Window desk, long thing)
    {
        var at = await desk.Page.EvaluateAsync<float[]>($"() => {{ const {{ x, y }} = window.__gis.station({thing}); return [x, y]; }}");
        await desk.Page.Mouse.ClickAsync(at[0], at[1]);
    }
}
