using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Changes;

/// <summary>Decides what changed where in a window, before anything is written of it.</summary>
internal static class ChangePlanner
{
    /// <summary>Ground kept free at the border of a parcel, so that what a patch is off does not reach the neighbour.</summary>
    private const double MarginM = 6;

    private const double LeastM2 = 500;

    public static IReadOnlyList<Change> Plan(LandGround ground, IReadOnlyList<Parcel> parcels, IReadOnlySet<int> redLine)
    {
        var dice = Dice.For("land", "changes", ground.Window.County);
        var half = (ground.Window.PictureM / 2) - 40;
        var view = new Envelope(-half, half, -half, half);
        var free = parcels.Where(parcel => view.Contains(parcel.Metres.EnvelopeInternal)).OrderBy(_ => dice.Next()).ToList();
        var changes = new List<Change>();
        foreach (var story in Story.All.Where(story => story.Only is null || story.Only == ground.Window.Country))
        {
            for (var i = 0; i < story.Count; i++)
            {
                var at = free.FindIndex(parcel => Fits(story, parcel, redLine) && GroundIn(story, parcel, Dice.For("land", "ground", ground.Window.County, parcel.Number)) is not null);
                if (at < 0)
                {
                    break;
                }

                var parcel = free[at];
                free.RemoveAt(at);
                var taken = GroundIn(story, parcel, Dice.For("land", "ground", ground.Window.County, parcel.Number))!;
                changes.Add(new Change(changes.Count + 1, story, parcel, taken, parcel.TurnDeg));
            }
        }

        return changes;
    }

    private static bool Fits(Story story, Parcel parcel, IReadOnlySet<int> redLine)
    {
        var isRed = redLine.Contains(parcel.Number);
        return story.Name switch
        {
            "rebuilt" => parcel.Class == LandClass.Industry || parcel.Class == LandClass.Storage || parcel.Class == LandClass.VillageHouses,
            "planting" => !isRed && parcel.Class == LandClass.Orchard,
            "red_line" => isRed && !parcel.Class.IsWater && !parcel.Class.IsWay && !parcel.Class.IsBuilt,
            "mining_without_right" => !isRed && (parcel.Tract is Tract.Woods or Tract.Wild),
            _ => !isRed && parcel.Class.IsCultivated,
        };
    }

    /// <summary>A part of the parcel, aslant as its rows are; null where none is large enough.</summary>
    private static Polygon? GroundIn(Story story, Parcel parcel, Dice dice)
    {
        var inner = Shape.Largest(parcel.Metres.Buffer(-MarginM, 1));
        if (inner is null || inner.Area < LeastM2 * 1.5)
        {
            return null;
        }

        var turn = parcel.TurnDeg * Math.PI / 180;
        var along = ConvexCut.Reach(inner.Coordinates, Math.Cos(turn), Math.Sin(turn));
        var across = ConvexCut.Reach(inner.Coordinates, -Math.Sin(turn), Math.Cos(turn));
        var (length, width) = (along.High - along.Low, across.High - across.Low);
        var isRoad = story.Look == Look.Road;
        var (l, w) = isRoad
            ? (length, story.Name == "road_too_wide" ? 9.5 : 5)
            : (Math.Min(length, dice.Between(42, 110)), Math.Min(width, dice.Between(30, 75)));
        var middle = inner.InteriorPoint.Coordinate;
        var cut = Shape.Largest(Shape.Turned(middle, isRoad ? 2 * l : l, w, parcel.TurnDeg).Intersection(inner));
        return cut is null || (isRoad ? cut.Area < 250 : cut.Area < LeastM2 || cut.Area < 0.55 * l * w) ? null : cut;
    }
}
