using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Land.Themes;

namespace Gis.Demo.Land;

/// <summary>The whole land of one window: what it is, what changed, and every paper of it.</summary>
internal sealed record WindowLand(LandGround Ground, IReadOnlyList<Parcel> Parcels, IReadOnlyList<Change> Changes, IReadOnlySet<int> BasicFarmland, ThemeBook Book)
{
    public static WindowLand Of(LandGround ground)
    {
        var parcels = Coverage.Of(ground, Patchwork.Of(ground));
        var redLine = StatusThemes.RedLineOf(ground, parcels);
        var changes = ChangePlanner.Plan(ground, parcels, redLine);
        var book = new ThemeBook(ground.Window.County);
        var basic = new StatusThemes(ground, parcels, changes, book).Make(redLine);
        new SupervisionThemes(ground, parcels, changes, book).Make();
        new ResourceThemes(ground, parcels, book).Make();
        return new WindowLand(ground, parcels, changes, basic, book);
    }
}
