namespace Gis.Demo.Land.Pictures;

/// <summary>Draws what stands on the ground into a grid of samples, and its shadow.</summary>
internal static class RoofBrush
{
    private const float Shade = 0.52f;

    public static void Shadow(Light[] lights, int samples, double west, double north, double step, Roof roof)
    {
        if (roof.HeightM <= 0)
        {
            return;
        }

        // The shadow is what the roof sweeps on its way down: a few copies of it, each sample dimmed once.
        var steps = Math.Max(1, (int)(roof.HeightM * Roof.ShadowNorth / 2.5));
        var (sin, cos) = Math.SinCos(roof.TurnDeg * Math.PI / 180);
        Each(lights, samples, west, north, step, roof, (i, x, y) =>
        {
            for (var k = 1; k <= steps; k++)
            {
                var height = roof.HeightM * k / steps;
                var (dx, dy) = (x + (height * Roof.ShadowWest) - roof.X, y - (height * Roof.ShadowNorth) - roof.Y);
                if (IsUnder(roof, (dx * cos) + (dy * sin), (dy * cos) - (dx * sin)))
                {
                    lights[i] *= Shade;
                    return;
                }
            }
        });
    }

    public static void Body(Light[] lights, int samples, double west, double north, double step, Roof roof)
    {
        var (sin, cos) = Math.SinCos(roof.TurnDeg * Math.PI / 180);
        Each(lights, samples, west, north, step, roof, (i, x, y) =>
        {
            var (dx, dy) = (x - roof.X, y - roof.Y);
            var (u, v) = ((dx * cos) + (dy * sin), (dy * cos) - (dx * sin));
            if (IsUnder(roof, u, v))
            {
                lights[i] = roof.Colour * Brightness(roof, u, v, dx, dy);
            }
        });
    }

    private static float Brightness(Roof roof, double u, double v, double dx, double dy) => roof.Kind switch
    {
        RoofKind.Gable => v > 0 ? 0.82f : 1.08f,
        RoofKind.Shed => (v > 0 ? 0.9f : 1.06f) * (u - (5 * Math.Floor(u / 5)) < 0.6 ? 0.93f : 1),
        RoofKind.Tree => (float)(0.85 + (0.5 * (dx - dy) / roof.Length)) * (0.85f + (0.3f * Grain.At((int)(2 * (roof.X + dx)), (int)(2 * (roof.Y + dy)), 161))),
        RoofKind.Flat => Math.Abs(u) > (roof.Length / 2) - 0.8 || Math.Abs(v) > (roof.Width / 2) - 0.8 ? 1.12f : 0.98f,
        _ => 1,
    };

    private static bool IsUnder(Roof roof, double u, double v) => roof.Kind == RoofKind.Tree
        ? (u * u) + (v * v) < roof.Length * roof.Length / 4
        : Math.Abs(u) <= roof.Length / 2 && Math.Abs(v) <= roof.Width / 2;

    private static void Each(Light[] lights, int samples, double west, double north, double step, Roof roof, Action<int, double, double> paint)
    {
        var reach = roof.Reach;
        var (left, right) = (Math.Max(0, (int)((reach.MinX - west) / step)), Math.Min(samples - 1, (int)((reach.MaxX - west) / step)));
        var (top, bottom) = (Math.Max(0, (int)((north - reach.MaxY) / step)), Math.Min(samples - 1, (int)((north - reach.MinY) / step)));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                paint((row * samples) + column, west + ((column + 0.5) * step), north - ((row + 0.5) * step));
            }
        }
    }
}
