namespace Gis.Journeys;

/// <summary>How the page is looked at.</summary>
public sealed record Look(string Locale, bool Dark, int Width, int Height)
{
    public static Look DarkChinese { get; } = new("zh-CN", Dark: true, 1440, 900);

    public static Look LightEnglish { get; } = new("en-GB", Dark: false, 1440, 900);

    public static Look PhoneChinese { get; } = new("zh-CN", Dark: true, 390, 844);
}
