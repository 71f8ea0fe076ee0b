using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>An officer sends two images, sees the detection go on, reads its account, and finds a patch of it on the light table between its pictures.</summary>
[Collection(DemoLand.Name)]
public sealed class Images_Journey(Chromium chromium, LandSystem demo)
{
    private const double West = 114.53;
    private const double South = 38.07;
    private const string Batch = "journey-images";

    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 180_000 };

    [Fact]
    public async Task Two_images_become_patches_on_the_light_table()
    {
        await using var window = await chromium.OpenAsync(demo.Running, Look.Desk);
        await using var pictures = await FieldPictures.DrawAsync(West, South);
        await (await Person.OfDemoAsync(demo.Running, "officer")).SignInAsync(window);
        await window.Hand.UseAsync(window.Get("place-land"));
        await window.Hand.UseAsync(window.Get("images-in-open"));
        await Assertions.Expect(window.Get("change-begin")).ToBeVisibleAsync();
        Assert.Empty(await window.BarriersAsync());

        await window.Hand.UseAsync(window.Get("change-begin"));
        await window.Get("file-before").SetInputFilesAsync(pictures.Before);
        await window.Get("file-after").SetInputFilesAsync(pictures.After);
        await Assertions.Expect(window.Get("facts-before")).ToContainTextAsync("600 × 600");
        await Assertions.Expect(window.Get("facts-after")).ToContainTextAsync("600 × 600");
        await window.PictureAsync("images-files");
        Assert.Empty(await window.BarriersAsync());
        await window.Hand.UseAsync(window.Get("change-next"));

        await DayAsync(window, "前时相日期", "2025-10-08");
        await DayAsync(window, "后时相日期", "2026-10-12");
        await window.Hand.WriteAsync(window.Get("change-code"), Batch);
        await window.PictureAsync("images-wish");
        Assert.Empty(await window.BarriersAsync());
        await window.Hand.UseAsync(window.Get("change-start"));
        await Assertions.Expect(window.Get("change-cancel").Or(window.Get("change-outcome")).First).ToBeVisibleAsync();
        await window.PictureAsync("images-progress");

        await Assertions.Expect(window.Get("change-outcome")).ToContainTextAsync("个图斑", Patiently);
        await Assertions.Expect(window.Get("change-account")).ToContainTextAsync("噪声的");
        await window.PictureAsync("images-account");
        Assert.Empty(await window.BarriersAsync());
        var found = await demo.Running.CountAsync($"SELECT count(*) FROM patch p JOIN patch_batch b ON b.id = p.batch_id WHERE b.code = '{Batch}' AND b.kind = 'detected'");
        Assert.InRange(found, 10, 60);

        await window.Hand.UseAsync(window.Get("change-open"));
        await window.UntilAsync("() => document.querySelector('[data-testid=compare]')?.dataset.drawn !== undefined");
        await Assertions.Expect(window.Get("scene-before")).ToContainTextAsync("2025-10-08");
        await Assertions.Expect(window.Get("scene-after")).ToContainTextAsync("2026-10-12");
        await Assertions.Expect(window.Get("patches").Locator("li")).ToHaveCountAsync((int)found);
        await window.PictureAsync("images-table");
        Assert.Empty(await window.BarriersAsync());
        window.AssertNoComplaints();
    }

    private static async Task DayAsync(Window window, string label, string day)
    {
        var input = window.Page.Locator($"input[aria-label='{label}']");
        await input.FillAsync(day);
        await input.PressAsync("Enter");
        await Assertions.Expect(input).ToHaveValueAsync(day);
    }
}
