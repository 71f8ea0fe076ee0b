using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Land.Themes;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Output;

/// <summary>The batch of change patches that a province would issue for a window: the planted changes, their borders off by some metres.</summary>
internal static class Patches
{
    private const double LeastOffM = 0.5;
    private const double MostOffM = 3;

    public static IReadOnlyList<LandFeature> Of(WindowLand land) => [.. land.Changes.OrderBy(change => change.Parcel.Number).Select((change, i) => Patch(land, change, i + 1))];

    public static string NumberOf(WindowLand land, Change change) =>
        $"{land.Ground.Window.County}-2026-10-{land.Changes.OrderBy(one => one.Parcel.Number).ToList().IndexOf(change) + 1:D4}";

    private static LandFeature Patch(WindowLand land, Change change, int i)
    {
        var ground = land.Ground;
        var shape = ground.Frame.ToLonLat(Disturbed(change, Dice.For("land", "patch", ground.Window.County, change.Number)));
        var number = $"{ground.Window.County}-2026-10-{i:D4}";
        return new LandFeature(
            number, "", "", ground.Window.County,
            [
                ("JCBH", number), ("XZQDM", ground.Window.County), ("XMC", ground.CountyZh), ("TBLX", change.Story.PatchType),
                ("QSX", Iso(ImagePair.Before)), ("HSX", Iso(ImagePair.After)), ("MJ", Math.Round(EllipsoidSurface.AreaM2(shape), 2)),
                ("DLBM", change.Parcel.Class.Code), ("DLMC", change.Parcel.Class.NameZh), ("SFYN", land.BasicFarmland.Contains(change.Parcel.Number) ? "是" : "否"),
                ("BZ", "演示数据"),
            ],
            shape);
    }

    /// <summary>Shifted as a whole and each corner by itself, together by half a metre to three.</summary>
    private static Polygon Disturbed(Change change, Dice dice)
    {
        var off = dice.Between(LeastOffM, MostOffM - 0.6);
        var towards = dice.Between(0, 2 * Math.PI);
        var ring = change.Ground.Coordinates[..^1].Select(at => new Coordinate(
            at.X + (off * Math.Cos(towards)) + dice.Between(-0.4, 0.4), at.Y + (off * Math.Sin(towards)) + dice.Between(-0.4, 0.4))).ToList();
        return Ground.Shape.Largest(Ground.Shape.Polygon(ring).Buffer(0)) ?? change.Ground;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
