using Gis.Journeys;
using Gis.Testing;
using Microsoft.Playwright;

namespace Gis.Benchmarks.Review;

/// <summary>The light table in a browser, worked by keys; the page itself tells when a key was pressed and when all of the next patch was drawn.</summary>
internal sealed class LightTable : IAsyncDisposable
{
    private const string Account = "officer";

    /// <summary>Not yet clear: asks nothing but a reason, which the comparison's figures propose; and built before approval, whose checklist is ticked item by item.</summary>
    private const string Unclear = "U";
    private const string BuiltBefore = "V1";

    /// <summary>The key of a verdict: which verdicts have one, and in which order, depends on the patch's kind.</summary>
    private const string KeyOf = "(code) => String([...document.querySelectorAll('[data-testid^=verdict-]:not([data-testid=verdict-more])')].findIndex((one) => one.dataset.testid === `verdict-${code}`) + 1)";

    private const string Watch =
        """
        () => {
          let since = null;
          window.benchWaits = [];
          window.addEventListener('keydown', (event) => { if (event.key === 'Enter') since = performance.now(); }, true);
          new MutationObserver((changes) => {
            if (since === null || !changes.some(({ target }) => target.dataset.drawn !== undefined)) return;
            window.benchWaits.push((performance.now() - since) / 1000);
            since = null;
          }).observe(document.body, { attributes: true, attributeFilter: ['data-drawn'], subtree: true });
        }
        """;

    private const string Drawn = "() => document.querySelector('[data-testid=compare]')?.dataset.drawn !== undefined";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly string[] CheckKeys = ["q", "w", "e", "r", "a"];

    private readonly RunningSystem _system;
    private readonly Window _window;

    /// <summary>What the officer had judged before the table was opened.</summary>
    private readonly long _before;

    private LightTable(RunningSystem system, Window window, long before) => (_system, _window, _before) = (system, window, before);

    /// <summary>From Enter until card and both pictures of the next patch were drawn, in the order of work.</summary>
    public IReadOnlyList<double> WaitsSeconds { get; private set; } = [];

    public static async Task<LightTable> OpenAsync(Chromium chromium, RunningSystem system)
    {
        await Eventually.TrueAsync(async () => await system.CountAsync("SELECT count(*) FROM patch_standing WHERE outcome IS NULL") == 0, "all patches are compared", TimeSpan.FromMinutes(5));
        var window = await chromium.OpenAsync(system, Look.Desk);
        await (await Person.OfDemoAsync(system, Account)).SignInAsync(window);
        await window.Hand.UseAsync(window.Get("place-land"));
        await window.UntilAsync(Drawn);

        // The click on the workplace's tab left the focus there, where Enter is the tab's.
        await window.Page.EvaluateAsync("() => document.activeElement.blur()");
        await window.Page.EvaluateAsync(Watch);
        return new LightTable(system, window, await JudgedAsync(system));
    }

    /// <summary>The doubtful ones first; when they are done, those that a rule explains.</summary>
    public async Task JudgeAsync(int patches, TimeSpan look)
    {
        for (var n = 0; n < patches; n++)
        {
            if (await _window.Get("compare").CountAsync() == 0)
            {
                await _window.Get("patches-explained").ClickAsync();
            }

            await _window.UntilAsync(Drawn);
            await Task.Delay(look);
            var id = await IdAsync();
            await _window.Page.Keyboard.PressAsync(await _window.Page.EvaluateAsync<string>(KeyOf, n % 2 == 0 ? Unclear : BuiltBefore));
            var items = await _window.Page.Locator("[data-testid^=check-]").CountAsync();
            foreach (var key in CheckKeys.Take(items))
            {
                await _window.Page.Keyboard.PressAsync(key);
            }

            await _window.Page.Keyboard.PressAsync("Enter");
            await GoneAsync(n, id);
        }

        WaitsSeconds = await _window.Page.EvaluateAsync<double[]>("() => window.benchWaits");
    }

    /// <summary>How many that were judged on this table bear a verdict in the store.</summary>
    public async Task<long> JudgedAsync() => await JudgedAsync(_system) - _before;

    public async Task UndoAsync()
    {
        var before = await JudgedAsync();
        await _window.Page.Keyboard.PressAsync("z");
        await Eventually.TrueAsync(async () => await JudgedAsync() == before - 1, "the last verdict is taken back", TimeSpan.FromSeconds(30));
        await _window.UntilAsync(Drawn);
    }

    /// <summary>The next patch is opened, the page loaded anew: does the same one lie there?</summary>
    public async Task<bool> ResumesAsync()
    {
        await _window.Page.Keyboard.PressAsync("j");
        await _window.UntilAsync(Drawn);
        var left = await IdAsync();
        await _window.Page.ReloadAsync();
        await _window.UntilAsync(Drawn);
        return await IdAsync() == left;
    }

    /// <summary>The patch left the table; where it did not, the table says why.</summary>
    private async Task GoneAsync(int n, string id)
    {
        try
        {
            await _window.Page.WaitForFunctionAsync(
                $"() => document.querySelector('[data-testid=compare]')?.dataset.drawn !== '{id}'", null, new PageWaitForFunctionOptions { Timeout = (float)Patience.TotalMilliseconds });
        }
        catch (TimeoutException)
        {
            var told = await _window.Get("verdicts").InnerTextAsync();
            throw new InvalidOperationException($"Verdict {n + 1}, on patch {id}, was not taken: {told.ReplaceLineEndings(" ")}");
        }
    }

    public ValueTask DisposeAsync() => _window.DisposeAsync();

    private static Task<long> JudgedAsync(RunningSystem system) =>
        system.CountAsync($"SELECT count(*) FROM patch_standing s JOIN account a ON a.id = s.judged_by WHERE a.name = '{Account}' AND s.state = 'judged'");

    private async Task<string> IdAsync() => (await _window.Get("compare").GetAttributeAsync("data-drawn"))!;
}
