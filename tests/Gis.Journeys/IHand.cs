using Microsoft.Playwright;

namespace Gis.Journeys;

/// <summary>How a person works the page. A journey is one story, told by the mouse and again by keys alone.</summary>
public interface IHand
{
    /// <summary>Presses a button or follows a link.</summary>
    Task UseAsync(ILocator control);

    /// <summary>Opens a row of the list on the left.</summary>
    Task OpenRowAsync(ILocator row);

    /// <summary>Writes into a field what shall stand in it.</summary>
    Task WriteAsync(ILocator field, string text);

    /// <summary>Ticks a box.</summary>
    Task TickAsync(ILocator box);
}
