using Gis.Demo.Terrain;

namespace Gis.Demo.Pictures;

/// <summary>Paints what somebody sees who stands before a changed piece of land: sky, far trees, fields, and on them what was built or dug.</summary>
internal static class SiteScene
{
    private const int Width = 800;
    private const int Height = 600;
    private const int Horizon = 250;

    /// <param name="number">Of the patch: the same one is painted alike.</param>
    /// <param name="story">What happened there.</param>
    /// <param name="role">far, near or side.</param>
    /// <param name="azimuthDeg">Where the lens looks.</param>
    public static Canvas Paint(string number, string story, string role, int azimuthDeg)
    {
        var canvas = new Canvas(Width, Height);
        var dice = Dice.For("site", number, role, azimuthDeg);
        Sky(canvas);
        Trees(canvas, dice);
        Field(canvas, dice);
        var size = role switch { "far" => 0.4, "near" => 1.25, _ => 0.85 };
        var (middle, ground) = ((Width / 2) + (int)dice.Between(-60, 60), Horizon + 40 + (int)(150 * size));
        switch (story)
        {
            case "mining_without_right":
                Pit(canvas, middle, ground, size);
                break;
            case "facility_expired":
                Greenhouses(canvas, middle, ground, size);
                break;
            default:
                Hall(canvas, middle, ground, size, dice);
                break;
        }

        Lettering.Write(canvas, 14, Height - 30, 2, number);
        Lettering.Write(canvas, Width - 200, Height - 30, 2, $"DEMO {azimuthDeg:D3} DEG");
        return canvas;
    }

    private static void Sky(Canvas canvas)
    {
        for (var y = 0; y < Horizon; y++)
        {
            canvas.Fill(0, y, Width, y + 1, Colour.Mix(new Colour(120, 158, 200), new Colour(214, 222, 226), (double)y / Horizon));
        }
    }

    private static void Trees(Canvas canvas, Dice dice)
    {
        for (var x = 0; x < Width; x += 2)
        {
            var top = Horizon - 8 - (int)(7 * Math.Sin(x / 41.0)) - (int)(10 * Math.Abs(Math.Sin(x / 13.0)));
            canvas.Fill(x, top, x + 2, Horizon + 6, new Colour(66, 84, 52).Shade(dice.Between(0.85, 1.12)));
        }
    }

    private static void Field(Canvas canvas, Dice dice)
    {
        for (var y = Horizon + 6; y < Height; y++)
        {
            var near = (double)(y - Horizon) / (Height - Horizon);
            for (var x = 0; x < Width; x += 4)
            {
                var row = 1 + (0.12 * Math.Sin((x - (Width / 2)) / (4 + (22 * near)))) + dice.Between(-0.05, 0.05);
                canvas.Fill(x, y, x + 4, y + 1, Colour.Mix(new Colour(150, 142, 96), new Colour(122, 98, 64), near).Shade(row));
            }
        }
    }

    private static void Hall(Canvas canvas, int middle, int ground, double size, Dice dice)
    {
        var (half, wall, roof) = ((int)(230 * size), (int)(120 * size), (int)(46 * size));
        canvas.Fill(middle - half - 20, ground - 4, middle + half + 20, ground + (int)(26 * size), new Colour(176, 172, 164));
        for (var x = middle - half; x < middle + half; x++)
        {
            canvas.Fill(x, ground - wall, x + 1, ground, new Colour(196, 200, 202).Shade(x % 14 < 2 ? 0.9 : dice.Between(0.98, 1.02)));
        }

        for (var y = 0; y < roof; y++)
        {
            canvas.Fill(middle - half - 8 + (y / 2), ground - wall - y, middle + half + 8 - (y / 2), ground - wall - y + 1, new Colour(74, 108, 156).Shade(1.1 - (0.2 * y / roof)));
        }

        canvas.Fill(middle - (int)(44 * size), ground - (int)(88 * size), middle + (int)(44 * size), ground, new Colour(64, 68, 72));
        foreach (var side in (int[])[-1, 1])
        {
            canvas.Fill(middle + (int)(side * 140 * size) - (int)(30 * size), ground - (int)(84 * size), middle + (int)(side * 140 * size) + (int)(30 * size), ground - (int)(50 * size), new Colour(96, 122, 138));
        }
    }

    private static void Greenhouses(Canvas canvas, int middle, int ground, double size)
    {
        for (var n = -1; n <= 1; n++)
        {
            var (centre, radius) = (middle + (int)(n * 210 * size), (int)(96 * size));
            for (var y = 0; y < radius; y++)
            {
                var reach = (int)Math.Sqrt((radius * radius) - (y * y));
                canvas.Fill(centre - reach, ground - y, centre + reach, ground - y + 1, new Colour(212, 220, 220).Shade(1.05 - (0.25 * y / radius)));
            }

            canvas.Fill(centre - (int)(16 * size), ground - (int)(58 * size), centre + (int)(16 * size), ground, new Colour(110, 118, 112));
        }
    }

    private static void Pit(Canvas canvas, int middle, int ground, double size)
    {
        canvas.Disc(middle, ground, (int)(290 * size), (int)(84 * size), new Colour(168, 152, 124));
        canvas.Disc(middle, ground + (int)(8 * size), (int)(235 * size), (int)(60 * size), new Colour(118, 102, 82));
        canvas.Disc(middle, ground + (int)(16 * size), (int)(165 * size), (int)(36 * size), new Colour(84, 72, 60));
        canvas.Fill(middle - (int)(34 * size), ground - (int)(34 * size), middle + (int)(34 * size), ground + (int)(12 * size), new Colour(214, 162, 38));
        canvas.Fill(middle + (int)(30 * size), ground - (int)(78 * size), middle + (int)(40 * size), ground - (int)(20 * size), new Colour(206, 152, 34));
    }
}
