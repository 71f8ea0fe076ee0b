namespace Gis.Demo.Land.Ground;

/// <summary>A piece of a county that the demo's land is made for.</summary>
/// <param name="County">Code by GB/T 2260.</param>
/// <param name="Key">Stands in names of layers and files.</param>
/// <param name="EastKm">Where its middle lies from the county's seat; a window at the coast lies where the coast is nearest instead.</param>
/// <param name="TurnDeg">How far rows and ways are turned from east, against the clock.</param>
/// <param name="PictureM">Side of the square in its middle of which there are pictures.</param>
/// <param name="PixelM">Side of a pixel of those.</param>
internal sealed record LandWindow(
    string County, string Key, Country Country, string TownshipZh, string TownshipEn, double EastKm, double NorthKm, double TurnDeg, double PictureM, double PixelM)
{
    /// <summary>Side of the window, metres.</summary>
    public const double SideM = 6_000;

    public static IReadOnlyList<LandWindow> All { get; } =
    [
        new("130183", "jinzhou", Country.Plain, "东里庄镇", "Dongli Town", 1.5, 2.2, 7, 2_400, 1),
        new("130481", "wuan", Country.Hills, "阳邑镇", "Yangyi Town", 4.0, -7.5, 24, 2_700, 2),
        new("130322", "changli", Country.Coast, "团林乡", "Tuanlin Township", 0, 0, -12, 2_700, 2),
        new("130602", "jingxiu", Country.City, "大马坊乡", "Damafang Township", 1.0, -2.0, 3, 2_700, 2),
    ];
}
