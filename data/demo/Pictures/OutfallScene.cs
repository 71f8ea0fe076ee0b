using Gis.Demo.Terrain;

namespace Gis.Demo.Pictures;

/// <summary>Paints what a camera at an outfall sees: sky, far bank, water, the concrete mouth of the pipe, and what it noticed, in a box.</summary>
internal static class OutfallScene
{
    private const int Width = 640;
    private const int Height = 360;
    private static readonly Colour Clean = new(88, 112, 112);
    private static readonly Colour Foul = new(112, 74, 40);
    private static readonly Colour Box = new(255, 196, 0);

    public static Canvas Paint(string camera, string kind, double confidence, DateTimeOffset at)
    {
        var canvas = new Canvas(Width, Height);
        var dice = Dice.For("scene", camera);
        var local = at.ToOffset(TimeSpan.FromHours(8));
        var light = Math.Clamp(0.75 + (0.5 * Math.Sin((local.TimeOfDay.TotalHours - 6) / 12 * Math.PI)), 0.38, 1.1);
        var horizon = 105 + dice.Below(25);
        Sky(canvas, horizon, light);
        Bank(canvas, horizon, light, dice);
        Water(canvas, horizon + 40, light, kind == "water_colour" ? Foul : Clean, dice);
        var mouth = 120 + dice.Below(60);
        Mouth(canvas, mouth, horizon + 58, light, kind == "water_colour" ? Foul : Clean);
        Noticed(canvas, kind, mouth, horizon, light);
        Lettering.Write(canvas, 12, 12, 2, local.ToString("yyyy-MM-dd HH:mm:ss"));
        Lettering.Write(canvas, 12, Height - 26, 2, $"CAM {camera[^6..]}");
        Lettering.Write(canvas, Width - 232, Height - 26, 2, $"{kind.Replace('_', ' ')} {confidence * 100:0}%");
        return canvas;
    }

    private static void Sky(Canvas canvas, int horizon, double light)
    {
        for (var y = 0; y < horizon; y++)
        {
            canvas.Fill(0, y, Width, y + 1, Colour.Mix(new Colour(142, 168, 196), new Colour(208, 214, 216), (double)y / horizon).Shade(light));
        }
    }

    private static void Bank(Canvas canvas, int horizon, double light, Dice dice)
    {
        for (var x = 0; x < Width; x++)
        {
            var top = horizon - 6 - (int)(5 * Math.Sin(x / 37.0)) - (int)(9 * Math.Abs(Math.Sin(x / 11.0)));
            canvas.Fill(x, top, x + 1, horizon + 14, new Colour(70, 88, 52).Shade(light * dice.Between(0.85, 1.1)));
            canvas.Fill(x, horizon + 14, x + 1, horizon + 40, new Colour(120, 108, 86).Shade(light * dice.Between(0.93, 1.05)));
        }
    }

    private static void Water(Canvas canvas, int top, double light, Colour colour, Dice dice)
    {
        for (var y = top; y < Height; y++)
        {
            var near = (double)(y - top) / (Height - top);
            for (var x = 0; x < Width; x += 4)
            {
                var ripple = 1 + (0.09 * Math.Sin((y * (1.6 - near)) + (x / 23.0))) + dice.Between(-0.03, 0.03);
                canvas.Fill(x, y, x + 4, y + 1, Colour.Mix(Clean, colour, Math.Max(0.25, near)).Shade(light * ripple * (0.85 + (0.2 * near))));
            }
        }
    }

    private static void Mouth(Canvas canvas, int left, int top, double light, Colour water)
    {
        canvas.Fill(left - 40, top - 34, left + 150, top + 56, new Colour(158, 156, 150).Shade(light));
        canvas.Fill(left - 40, top - 34, left + 150, top - 28, new Colour(190, 188, 182).Shade(light));
        canvas.Disc(left + 52, top + 14, 34, 34, new Colour(92, 92, 90).Shade(light));
        canvas.Disc(left + 52, top + 14, 28, 28, new Colour(24, 24, 24).Shade(light));
        for (var y = 0; y < 96; y++)
        {
            var spread = 20 + (y / 3);
            canvas.Fill(left + 52 - spread, top + 22 + y, left + 52 + spread, top + 23 + y, water.Shade(light * (1.15 + (0.12 * Math.Sin(y / 2.0)))));
        }
    }

    private static void Noticed(Canvas canvas, string kind, int mouth, int horizon, double light)
    {
        if (kind == "water_colour")
        {
            canvas.Frame(mouth - 6, horizon + 66, mouth + 116, horizon + 182, 2, Box);
            return;
        }

        var (x, ground) = (mouth + 230, horizon + 66);
        if (kind == "left_object")
        {
            canvas.Disc(x + 14, ground - 14, 20, 15, new Colour(58, 62, 70).Shade(light));
            canvas.Frame(x - 14, ground - 38, x + 42, ground + 8, 2, Box);
            return;
        }

        canvas.Fill(x, ground - 30, x + 8, ground + 4, new Colour(38, 42, 58).Shade(light));
        canvas.Fill(x + 12, ground - 30, x + 20, ground + 4, new Colour(38, 42, 58).Shade(light));
        canvas.Fill(x - 2, ground - 66, x + 22, ground - 28, new Colour(168, 62, 48).Shade(light));
        canvas.Disc(x + 10, ground - 76, 8, 10, new Colour(198, 158, 132).Shade(light));
        canvas.Frame(x - 16, ground - 94, x + 36, ground + 12, 2, Box);
    }
}
