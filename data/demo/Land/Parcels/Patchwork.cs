using Gis.Demo.Land.Ground;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Parcels;

/// <summary>Divides a window into blocks, says what each is, and divides the blocks into parcels: convex cells that cover the window.</summary>
internal sealed class Patchwork
{
    private readonly LandGround _ground;
    private readonly Dice _dice;
    private readonly List<Cell> _cells = [];
    private readonly List<(Coordinate At, double Reach)> _villages = [];
    private int _block;

    private Patchwork(LandGround ground)
    {
        _ground = ground;
        _dice = Dice.For("land", "patchwork", ground.Window.County);
        var count = ground.Window.Country switch { Country.City => 3, Country.Hills => 7, _ => 8 };
        while (_villages.Count < count)
        {
            var at = new Coordinate(_dice.Between(-2_800, 2_800), _dice.Between(-2_800, 2_800));
            if (_villages.Count == 0)
            {
                at = new Coordinate(-700, 600);
            }

            if (_villages.TrueForAll(other => other.At.Distance(at) > 1_150))
            {
                _villages.Add((at, _dice.Between(240, 400)));
            }
        }
    }

    public static IReadOnlyList<Cell> Of(LandGround ground)
    {
        var work = new Patchwork(ground);
        work.Divide();
        return work._cells;
    }

    private Country Country => _ground.Window.Country;

    private void Divide()
    {
        var half = LandWindow.SideM / 2;
        Coordinate[] whole = [new(-half, -half), new(half, -half), new(half, half), new(-half, half)];
        var city = Country == Country.City;
        new Division(_dice).Divide(
            whole, _ground.Window.TurnDeg, Country == Country.Hills ? 14 : 2.5, city ? 75_000 : 120_000, 1,
            depth => city ? depth < 4 ? 24 : 12 : depth < 4 ? 8 : 5,
            (ring, isWay) =>
            {
                if (isWay)
                {
                    _cells.Add(new Cell(ring, -1, city ? LandClass.Street : LandClass.RuralRoad, Tract.Way, _ground.Window.TurnDeg));
                }
                else
                {
                    Fill(ring, _block++);
                }
            });
    }

    private void Fill(IReadOnlyList<Coordinate> ring, int block)
    {
        var tract = TractAt(ConvexCut.Middle(ring));
        var turn = _ground.Window.TurnDeg + (Country == Country.Hills ? _dice.Between(-30, 30) : _dice.Between(-2, 2)) + (_dice.Next() < 0.4 ? 90 : 0);
        var (area, elongation, way) = Measures(tract);
        var fieldWay = _dice.Next() < 0.5;
        new Division(_dice).Divide(
            ring, turn, Country == Country.Hills ? 8 : 1.2, area, elongation, depth => depth == 0 && tract == Tract.Fields ? fieldWay ? 3.5 : 2.5 : way,
            (part, isWay) => _cells.Add(new Cell(
                part, block, isWay ? WayIn(tract, fieldWay) : ClassIn(tract), isWay ? Tract.Way : tract, turn)));
    }

    private (double AreaM2, double Elongation, double WayM) Measures(Tract tract) => tract switch
    {
        Tract.Fields => (Country == Country.Hills ? 7_500 : 9_500, 2.2, 0),
        Tract.Orchards => (9_000, 1.6, 0),
        Tract.Woods => (Country == Country.Hills ? 15_000 : 12_000, 1.2, 0),
        Tract.Wild => (12_000, 1.1, 0),
        Tract.Village => (3_400, 1.7, 4.5),
        Tract.Greenhouses => (8_000, 1.3, 3),
        Tract.Ponds => (9_000, 1.6, 4),
        Tract.Works => (14_000, 1.3, 7),
        Tract.Mine => (40_000, 1, 0),
        Tract.Town => (9_500, 1.3, 8),
        _ => (12_000, 1, 0),
    };

    private static LandClass WayIn(Tract tract, bool fieldWay) => tract switch
    {
        Tract.Village or Tract.Town or Tract.Works => LandClass.Street,
        Tract.Fields when !fieldWay => LandClass.Ditch,
        _ => LandClass.RuralRoad,
    };

    private Tract TractAt(Coordinate at)
    {
        var distance = _ground.Sea is { } sea ? sea.Distance(Shape.Factory.CreatePoint(at)) : double.MaxValue;
        if (distance < 220)
        {
            return Tract.Shore;
        }

        if (distance < 520)
        {
            return Tract.Woods;
        }

        if (_villages.Exists(village => village.At.Distance(at) < village.Reach))
        {
            return Tract.Village;
        }

        return Country switch
        {
            Country.Plain => Drawn([(Tract.Fields, 70), (Tract.Orchards, 12), (Tract.Greenhouses, 6), (Tract.Works, 5), (Tract.Woods, 3), (Tract.Ponds, 2)]),
            Country.Hills => at.X + (0.6 * at.Y) > 200 + (900 * Math.Sin(at.Y / 900))
                ? Drawn([(Tract.Fields, 70), (Tract.Orchards, 12), (Tract.Works, 5), (Tract.Woods, 8), (Tract.Wild, 5)])
                : Drawn([(Tract.Woods, 56), (Tract.Wild, 18), (Tract.Fields, 16), (Tract.Mine, 7), (Tract.Orchards, 3)]),
            Country.Coast => distance < 1_500
                ? Drawn([(Tract.Ponds, 45), (Tract.Fields, 35), (Tract.Woods, 10), (Tract.Wild, 10)])
                : Drawn([(Tract.Fields, 66), (Tract.Orchards, 18), (Tract.Greenhouses, 6), (Tract.Ponds, 5), (Tract.Works, 5)]),
            _ => at.Distance(new Coordinate(1_800, 1_400)) < 3_300
                ? Drawn([(Tract.Town, 78), (Tract.Works, 12), (Tract.Woods, 4), (Tract.Fields, 6)])
                : Drawn([(Tract.Fields, 62), (Tract.Works, 12), (Tract.Town, 10), (Tract.Greenhouses, 8), (Tract.Orchards, 8)]),
        };
    }

    private LandClass ClassIn(Tract tract) => tract switch
    {
        Tract.Fields => Drawn([(Country == Country.Hills ? LandClass.Dry : LandClass.Irrigated, 94), (LandClass.Orchard, 3), (LandClass.OtherWood, 2), (LandClass.Facility, 1)]),
        Tract.Orchards => Drawn([(LandClass.Orchard, 92), (LandClass.Irrigated, 8)]),
        Tract.Woods => Drawn([(LandClass.Wood, Country == Country.Hills ? 70 : 88), (LandClass.Shrub, Country == Country.Hills ? 26 : 4), (LandClass.OtherWood, 6), (LandClass.Burial, 1)]),
        Tract.Wild => Drawn([(LandClass.Grass, 62), (LandClass.Shrub, 28), (LandClass.Bare, 10)]),
        Tract.Village => Drawn([
            (LandClass.VillageHouses, 86), (LandClass.Vacant, 4), (LandClass.School, 1.5), (LandClass.Authority, 1.5), (LandClass.Shop, 2), (LandClass.Pond, 1.5), (LandClass.OtherWood, 3)]),
        Tract.Greenhouses => LandClass.Facility,
        Tract.Ponds => Drawn([(LandClass.Pond, 92), (LandClass.Facility, 8)]),
        Tract.Works => Drawn([(LandClass.Industry, 78), (LandClass.Storage, 14), (LandClass.Vacant, 8)]),
        Tract.Mine => LandClass.Mine,
        Tract.Town => Drawn([
            (LandClass.TownHouses, 64), (LandClass.Shop, 8), (LandClass.Office, 6), (LandClass.School, 6), (LandClass.Authority, 4), (LandClass.Park, 8), (LandClass.Vacant, 4)]),
        _ => LandClass.CoastFlat,
    };

    private T Drawn<T>(IReadOnlyList<(T What, double Weight)> from) => _dice.Pick(from, one => one.Weight).What;
}
