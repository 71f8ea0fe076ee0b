using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Gis.Demo.Land.Pictures;

/// <summary>Puts houses, sheds and trees where they belong; what stands before stands after, unless a change took its ground.</summary>
internal sealed class Buildings(WindowLand land, bool hasChanges)
{
    private static readonly Light[] Tiles = [new(176, 98, 78), new(160, 88, 72), new(188, 112, 88), new(150, 146, 140), new(168, 164, 156), new(96, 128, 172), new(134, 130, 126)];
    private static readonly Light[] Sheets = [new(84, 124, 176), new(98, 142, 190), new(196, 200, 202), new(210, 212, 210), new(160, 166, 170), new(176, 96, 84)];
    private static readonly Light[] Slabs = [new(190, 184, 174), new(176, 172, 166), new(168, 120, 104), new(204, 200, 192)];

    private readonly List<Roof> _roofs = [];
    private readonly IReadOnlyList<IPreparedGeometry> _taken = hasChanges
        ? [.. land.Changes.Where(change => change.Story.Look != Look.None).Select(change => PreparedGeometryFactory.Prepare(change.Ground.Buffer(2)))]
        : [];

    public IReadOnlyList<Roof> Place(Envelope view)
    {
        foreach (var parcel in land.Parcels.Where(parcel => view.Intersects(parcel.Metres.EnvelopeInternal)))
        {
            Fill(parcel);
        }

        foreach (var road in land.Ground.Roads)
        {
            Line(road);
        }

        _roofs.RemoveAll(roof => _taken.Any(taken => taken.Intersects(Shape.Factory.CreatePoint(new Coordinate(roof.X, roof.Y)))));
        if (hasChanges)
        {
            foreach (var change in land.Changes)
            {
                Build(change);
            }
        }

        return _roofs;
    }

    private void Fill(Parcel parcel)
    {
        var dice = Dice.For("land", "roofs", land.Ground.Window.County, parcel.Number);
        var (tract, code) = (parcel.Tract, parcel.Class.Code);
        if (code is "0702" or "0501" or "0801" && tract == Tract.Village)
        {
            Rows(parcel.Metres, parcel.TurnDeg, dice, 15, 17, 3, House);
        }
        else if (code is "0601" or "0604" or "0602")
        {
            Rows(parcel.Metres, parcel.TurnDeg, dice, dice.Between(48, 80), dice.Between(34, 46), 7, Shed(code == "0602" ? 0.1 : 0.8));
        }
        else if (code is "0701" or "0505" or "0501" or "0801" or "0803")
        {
            Rows(parcel.Metres, parcel.TurnDeg, dice, dice.Between(52, 70), dice.Between(30, 40), 9, Slab(code));
        }
        else if (parcel.Class == LandClass.RuralRoad && parcel.Block < 0 && dice.Next() < 0.5 && parcel.Metres.Area < 8 * parcel.Metres.Length)
        {
            Trees(parcel.Metres.ExteriorRing, dice, 8);
        }
        else if (parcel.Class == LandClass.Ditch)
        {
            Trees(parcel.Metres.ExteriorRing, dice, 7);
        }
    }

    private static void House(List<Roof> roofs, Coordinate at, double turn, Dice dice)
    {
        if (dice.Next() < 0.07)
        {
            return;
        }

        var (sin, cos) = Math.SinCos(turn * Math.PI / 180);
        var colour = dice.Pick(Tiles) * (float)dice.Between(0.88, 1.1);
        roofs.Add(new Roof(at.X - (4.2 * sin), at.Y + (4.2 * cos), 12.5, 6.5, turn, 4.2, colour, RoofKind.Gable));
        if (dice.Next() < 0.75)
        {
            var side = dice.Next() < 0.5 ? 4.8 : -4.8;
            roofs.Add(new Roof(at.X + (side * cos) + (2.2 * sin), at.Y + (side * sin) - (2.2 * cos), 3.4, 6, turn, 2.8, dice.Pick(Tiles) * 0.95f, RoofKind.Flat));
        }

        if (dice.Next() < 0.35)
        {
            roofs.Add(TreeAt(at.X + (5 * sin), at.Y - (5 * cos), dice));
        }
    }

    private static Action<List<Roof>, Coordinate, double, Dice> Shed(double share) => (roofs, at, turn, dice) =>
    {
        if (dice.Next() < share)
        {
            roofs.Add(new Roof(at.X, at.Y, dice.Between(34, 46), dice.Between(17, 25), turn, dice.Between(6, 9), dice.Pick(Sheets) * (float)dice.Between(0.92, 1.06), RoofKind.Shed));
        }
    };

    private static Action<List<Roof>, Coordinate, double, Dice> Slab(string code) => (roofs, at, turn, dice) =>
    {
        if (dice.Next() < 0.86)
        {
            var height = code == "0701" ? dice.Between(16, 34) : dice.Between(8, 22);
            roofs.Add(new Roof(at.X, at.Y, dice.Between(32, 50), dice.Between(11, 14), turn, height, dice.Pick(Slabs) * (float)dice.Between(0.9, 1.08), RoofKind.Flat));
        }

        for (var i = 0; i < 4; i++)
        {
            roofs.Add(TreeAt(at.X + dice.Between(-24, 24), at.Y - dice.Between(9, 14), dice));
        }
    };

    private void Rows(Polygon ground, double turnDeg, Dice dice, double stepAlong, double stepAcross, double margin, Action<List<Roof>, Coordinate, double, Dice> place)
    {
        // Doors look south.
        var turn = turnDeg - (90 * Math.Round(turnDeg / 90));
        var (sin, cos) = Math.SinCos(turn * Math.PI / 180);
        var inner = ground.Buffer(-margin);
        if (inner.IsEmpty)
        {
            return;
        }

        var inside = PreparedGeometryFactory.Prepare(inner);
        var (a0, a1) = ConvexCut.Reach(ground.Coordinates, cos, sin);
        var (c0, c1) = ConvexCut.Reach(ground.Coordinates, -sin, cos);
        for (var c = c0 + (stepAcross / 2); c < c1; c += stepAcross)
        {
            for (var a = a0 + (stepAlong / 2); a < a1; a += stepAlong)
            {
                var at = new Coordinate((a * cos) - (c * sin), (a * sin) + (c * cos));
                if (inside.Contains(Shape.Factory.CreatePoint(at)))
                {
                    place(_roofs, at, turn, dice);
                }
            }
        }
    }

    private void Line(GroundLine road)
    {
        var dice = Dice.For("land", "road", land.Ground.Window.County);
        foreach (var side in (double[])[1, -1])
        {
            Along(road.Line, 7.5, (x, y, nx, ny, _) => _roofs.Add(TreeAt(x + (side * nx * ((road.WidthM / 2) + 2.5)), y + (side * ny * ((road.WidthM / 2) + 2.5)), dice)));
        }

        Along(road.Line, 12, (x, y, _, _, turn) => _roofs.Add(new Roof(x, y, 5, 0.7, turn, 0, new Light(214, 212, 200), RoofKind.Mark)));
        Along(road.Line, 55, (x, y, nx, ny, turn) =>
        {
            var side = (dice.Next() < 0.5 ? 1 : -1) * road.WidthM / 4;
            _roofs.Add(new Roof(x + (side * nx), y + (side * ny), dice.Between(4, 10), 2.3, turn, 1.8, dice.Pick(Sheets), RoofKind.Flat));
        });
    }

    private void Trees(LineString line, Dice dice, double stepM) => Along(line, stepM, (x, y, nx, ny, _) => _roofs.Add(TreeAt(x, y, dice)));

    private static void Along(LineString line, double stepM, Action<double, double, double, double, double> place)
    {
        var (at, left) = (line.Coordinates, stepM / 2);
        for (var i = 1; i < at.Length; i++)
        {
            var length = at[i].Distance(at[i - 1]);
            var (dx, dy) = ((at[i].X - at[i - 1].X) / length, (at[i].Y - at[i - 1].Y) / length);
            for (; left < length; left += stepM)
            {
                place(at[i - 1].X + (dx * left), at[i - 1].Y + (dy * left), -dy, dx, Math.Atan2(dy, dx) * 180 / Math.PI);
            }

            left -= length;
        }
    }

    private static Roof TreeAt(double x, double y, Dice dice)
    {
        var size = dice.Between(3.6, 6.4);
        return new Roof(x + dice.Between(-0.8, 0.8), y + dice.Between(-0.8, 0.8), size, size, 0, size * 0.8, new Light(62, 84, 44) * (float)dice.Between(0.8, 1.2), RoofKind.Tree);
    }

    private void Build(Change change)
    {
        var dice = Dice.For("land", "built", land.Ground.Window.County, change.Number);
        switch (change.Story.Look)
        {
            case Look.Works:
                Rows(change.Ground, change.TurnDeg, dice, dice.Between(38, 48), dice.Between(25, 32), 11, Shed(1));
                if (_roofs.Count == 0 || _roofs[^1].Kind != RoofKind.Shed || !change.Ground.EnvelopeInternal.Contains(_roofs[^1].X, _roofs[^1].Y))
                {
                    var middle = change.Ground.InteriorPoint;
                    _roofs.Add(new Roof(middle.X, middle.Y, 22, 13, change.TurnDeg, 6, dice.Pick(Sheets), RoofKind.Shed));
                }

                break;
            case Look.Houses:
                Rows(change.Ground, change.TurnDeg, dice, 16, 18, 5, House);
                break;
        }
    }
}
