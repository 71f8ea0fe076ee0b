using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>One person's browser window, and what a stranger would hold against it: foreign hosts, script errors, refused content.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    /// <summary>What the console told as an error; a refused request is one too, and no fault of the page.</summary>
    private readonly List<string> _errors = [];

    public Window(IBrowserContext context, IPage page, Uri server, Look look)
    {
        _context = context;
        Page = page;
        Look = look;
        Hand = look.ByKeys ? new Keys(page) : new Mouse();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } uri && uri.Authority != server.Authority)
            {
                Note($"asks a foreign host: {uri.Authority}");
            }
        };
        page.PageError += (_, error) => Note($"script error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type != "error")
            {
                return;
            }

            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                Note(message.Text);
                return;
            }

            lock (_complaints)
            {
                _errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public Look Look { get; }

    /// <summary>By which all is done on this page.</summary>
    public IHand Hand { get; }

    public ILocator Get(string testId) => Page.GetByTestId(testId);

    /// <summary>Waits until the live picture stands: signed in, snapshot taken, map drawn.</summary>
    public Task UntilReadyAsync() => UntilAsync("() => window.__gis?.ready === true");

    /// <summary>What never comes true is told with what the page shows instead.</summary>
    public async Task UntilAsync(string condition)
    {
        try
        {
            await Page.WaitForFunctionAsync(condition);
        }
        catch (TimeoutException e)
        {
            await PictureAsync("stuck");
            throw new TimeoutException($"{condition} never came true at {Page.Url}. {await ShownAsync()}", e);
        }
    }

    /// <summary>Opens the first station that the search finds, by keys: incidents and units of that name stand before it.</summary>
    public async Task FindStationAsync(string name)
    {
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync(name);
        var station = Get("found").And(Page.Locator("[data-kind=thing]")).First;
        await station.WaitForAsync();
        while (await station.GetAttributeAsync("aria-selected") != "true")
        {
            await Page.Keyboard.PressAsync("ArrowDown");
        }

        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Keeps a picture under artifacts/screenshots.</summary>
    public Task PictureAsync(string what)
    {
        var folder = Repository.PathOf("artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{what}-{Look.Name}.png") });
    }

    /// <summary>What axe finds serious or critical on the page as it stands.</summary>
    public async Task<string[]> BarriersAsync()
    {
        var axe = await File.ReadAllTextAsync(Repository.PathOf("Gis.Viewer", "node_modules", "axe-core", "axe.min.js"));
        await Page.EvaluateAsync(axe);
        return await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ['violations'] })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => `${v.id}: ${v.help} — ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`)
            """);
    }

    public void AssertNoComplaints()
    {
        lock (_complaints)
        {
            Assert.Empty(_complaints);
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task<string> ShownAsync()
    {
        var told = await Page.EvaluateAsync<string>("() => JSON.stringify(window.__gis) + ' ' + document.querySelector('[data-testid=compare]')?.outerHTML.slice(0, 400)");
        var text = await Page.Locator("body").InnerTextAsync();
        lock (_complaints)
        {
            return $"It tells {told}; it complains: {string.Join("; ", _complaints.Concat(_errors))}; it shows: {text.ReplaceLineEndings(" ")}";
        }
    }

    private void Note(string complaint)
    {
        lock (_complaints)
        {
            _complaints.Add(complaint);
        }
    }
}
