using Microsoft.Playwright;

namespace Gis.Journeys;

/// <summary>The hand on the mouse.</summary>
public sealed class Mouse : IHand
{
    public Task UseAsync(ILocator control) => control.ClickAsync();

    public Task OpenRowAsync(ILocator row) => row.ClickAsync();

    public Task WriteAsync(ILocator field, string text) => field.FillAsync(text);

    public Task TickAsync(ILocator box) => box.CheckAsync();
}
