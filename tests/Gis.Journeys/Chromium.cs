using Gis.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Gis.Journeys;

/// <summary>One real browser for all journeys; each person of a journey gets a window with nothing remembered.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>As a machine without a graphics card shows its pages: put together by the processor itself, and not by a card that it plays.</summary>
    private const string NoCard = "--disable-gpu";

    private readonly string[] _flags;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Chromium()
        : this(hasCard: true)
    {
    }

    private Chromium(bool hasCard) => _flags = hasCard ? Flags : [.. Flags, NoCard];

    /// <summary>Else the processor plays the card: all that a card does is done, and all of it slowly.</summary>
    public static Chromium WithoutCard() => new(hasCard: false);

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = _flags });
    }

    /// <summary>A window that fails the journey when the page asks anything of a host other than its own server.</summary>
    public async Task<Window> OpenAsync(RunningSystem system, Look look)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = system.Address.ToString(),
            Locale = look.Locale,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
        });
        context.SetDefaultTimeout((float)TimeSpan.FromSeconds(60).TotalMilliseconds);
        return new Window(context, await context.NewPageAsync(), system.Address, look);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
