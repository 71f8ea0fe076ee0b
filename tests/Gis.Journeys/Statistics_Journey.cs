using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>The year is told in figures: the league table, the map, one county with its forest, the file; then what contradicts on the one map, its records and its life line.</summary>
[Collection(DemoLand.Name)]
public sealed class Statistics_Journey(Chromium chromium, LandSystem demo)
{
    private const string Jinzhou = "130183";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Verdicts as officers would have given them: of Jinzhou's patches some are final, others not. A patch's facts count in the order of their ids, so each kind is a statement of its own.</summary>
    private static readonly string[] Verdicts =
    [
        """
        INSERT INTO patch_event (patch_id, kind, at, state, verdict, reason)
        SELECT p.id, 'judged', now(), 'judged', CASE WHEN p.n % 4 = 0 THEN 'V1' ELSE 'L1' END, '统计演示'
        FROM (SELECT s.id, row_number() OVER (ORDER BY s.id) AS n FROM patch_standing s WHERE s.area_code = '130183' AND s.state = 'overlaid' AND s.batch = '2026-10') p WHERE p.n % 5 < 4
        """,
        """
        INSERT INTO patch_event (patch_id, kind, at, state)
        SELECT p.patch_id, 'sent_on', now(), CASE p.verdict WHEN 'V1' THEN 'case' ELSE 'closed' END
        FROM (SELECT e.patch_id, e.verdict, row_number() OVER (ORDER BY e.id) AS n FROM patch_event e WHERE e.reason = '统计演示') p WHERE p.n % 4 < 3
        """,
    ];

    [Fact]
    public async Task Year_is_told_in_figures_and_contradictions_are_looked_at()
    {
        await Eventually.TrueAsync(
            async () => await demo.Running.CountAsync("SELECT count(*) FROM patch_standing WHERE batch = '2026-10' AND outcome IS NULL") == 0, "all are compared", Patience);
        foreach (var verdicts in Verdicts)
        {
            await demo.Running.GisAsync("psql", "-XAtqc", verdicts);
        }

        await using var window = await chromium.OpenAsync(demo.Running, Look.Desk);
        await (await Person.OfDemoAsync(demo.Running, "officer")).SignInAsync(window);
        await window.Hand.UseAsync(window.Get("place-land"));
        await window.Hand.UseAsync(window.Get("land-statistics"));
        await Assertions.Expect(window.Get("stats-legend")).ToContainTextAsync("尚未与现行文本核对");
        await window.Hand.UseAsync(window.Get($"stat-{Jinzhou}"));
        await Assertions.Expect(window.Get("stats-card")).ToContainTextAsync("晋州");
        await Assertions.Expect(window.Get("standing")).ToContainTextAsync("15.0 %");
        await Assertions.Expect(window.Get("forest")).ToContainTextAsync("2025");
        await window.UntilAsync("() => window.__gis?.mapDrawn === true");
        await window.PictureAsync("statistics-county");
        Assert.Empty(await window.BarriersAsync());

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Get("stats-csv").ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Contains(lines, line => line.Contains($",{Jinzhou},晋州", StringComparison.Ordinal));

        await window.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(window.Get("stats-sheet")).ToBeVisibleAsync();
        await window.PictureAsync("statistics-table");
        Assert.Empty(await window.BarriersAsync());
        await window.Page.Keyboard.PressAsync("t");
        await window.Hand.UseAsync(window.Get("stats-patches"));
        await Assertions.Expect(window.Get("land-area-off")).ToContainTextAsync("晋州");

        // The rules looked by themselves once the layers were there.
        await Eventually.TrueAsync(async () => await demo.Running.CountAsync("SELECT count(*) FROM land_contradiction") > 0, "the rules have looked", Patience);
        await window.Hand.UseAsync(window.Get("land-contradictions"));
        await window.Get("contradiction-row").First.ClickAsync();
        await Assertions.Expect(window.Get("contradiction-card")).ToBeVisibleAsync();
        await window.Hand.UseAsync(window.Get("contradiction-look"));
        await window.UntilAsync("() => window.__gis?.mapDrawn === true");
        await window.PictureAsync("contradictions");
        Assert.Empty(await window.BarriersAsync());
        await window.Page.Keyboard.PressAsync("p");
        await Assertions.Expect(window.Get("parcel-card")).ToBeVisibleAsync();
        await window.PictureAsync("contradictions-life");
        window.AssertNoComplaints();
    }
}
