using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>Keys alone: the shortcut that a button tells of, else Tab until it has the focus. What Tab does not come to is not there.</summary>
public sealed class Keys(IPage page) : IHand
{
    private const int MostPresses = 150;

    // Up when the focus has gone past the row in its list, else down: from anywhere else on the page that leads into the list.
    private const string TowardsRow =
        """
        row => {
          const at = document.activeElement;
          const isPast = row.closest('ul').parentElement.contains(at) && (row.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
          return isPast ? 'ArrowUp' : 'ArrowDown';
        }
        """;

    // Asked at once: a list may move between two questions.
    private const string FocusOf =
        "control => control !== document.activeElement ? 'elsewhere' : control.matches(':focus-visible') ? 'seen' : 'unseen'";

    public async Task UseAsync(ILocator control)
    {
        await control.WaitForAsync();
        if (await control.GetAttributeAsync("aria-keyshortcuts") is { } shortcut)
        {
            await page.Keyboard.PressAsync(shortcut.ToLowerInvariant());
            return;
        }

        await TabToAsync(control);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task OpenRowAsync(ILocator row)
    {
        await row.WaitForAsync();
        await ReachAsync(row, () => row.EvaluateAsync<string>(TowardsRow));
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task WriteAsync(ILocator field, string text)
    {
        await field.WaitForAsync();
        await TabToAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    public async Task TickAsync(ILocator box)
    {
        await box.WaitForAsync();
        await TabToAsync(box);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    private Task TabToAsync(ILocator control) => ReachAsync(control, () => Task.FromResult("Tab"));

    private async Task ReachAsync(ILocator control, Func<Task<string>> nextKeyAsync)
    {
        var way = new List<string>();
        string focus;
        while ((focus = await control.EvaluateAsync<string>(FocusOf)) == "elsewhere")
        {
            Assert.True(way.Count < MostPresses, $"The keys do not come to {control}; they went over {string.Join(", ", way.Distinct())}.");
            await page.Keyboard.PressAsync(await nextKeyAsync());
            way.Add(await page.EvaluateAsync<string>("() => document.activeElement.dataset.testid ?? document.activeElement.tagName"));
        }

        Assert.True(focus == "seen", $"{control} has the focus, and nobody sees it.");
    }
}
