namespace Gis.Journeys;

/// <summary>How the page is looked at, and by what it is worked.</summary>
public sealed record Look(string Name, string Locale, bool Dark, int Width, int Height, bool ByKeys)
{
    /// <summary>At a desk in the night, with a mouse.</summary>
    public static Look Desk { get; } = new("dark-zh", "zh-CN", Dark: true, 1440, 900, ByKeys: false);

    /// <summary>On a small screen by day, by keys alone.</summary>
    public static Look Keys { get; } = new("keys-light-en", "en-GB", Dark: false, 390, 844, ByKeys: true);

    public static Look Day { get; } = new("light-en", "en-GB", Dark: false, 1440, 900, ByKeys: false);

    public static Look Phone { get; } = new("phone-zh", "zh-CN", Dark: true, 390, 844, ByKeys: false);

    public bool IsChinese => Locale.StartsWith("zh", StringComparison.Ordinal);
}
