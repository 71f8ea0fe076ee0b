namespace Gis.Demo.Land.Pictures;

/// <summary>Noise that can be repeated: the same place and seed always give the same value.</summary>
internal static class Grain
{
    /// <summary>0 to 1 for a cell.</summary>
    public static float At(int x, int y, uint seed)
    {
        unchecked
        {
            var h = ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ (seed * 0xC2B2AE3Du);
            h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
            h = (h ^ (h >> 12)) * 0x297A2D39u;
            return (h ^ (h >> 15)) * (1f / 4294967296f);
        }
    }

    /// <summary>0 to 1, smooth; x and y count cells.</summary>
    public static float Smooth(double x, double y, uint seed)
    {
        var (ix, iy) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = ((float)(x - ix), (float)(y - iy));
        fx = fx * fx * (3 - (2 * fx));
        fy = fy * fy * (3 - (2 * fy));
        var south = At(ix, iy, seed) + ((At(ix + 1, iy, seed) - At(ix, iy, seed)) * fx);
        var north = At(ix, iy + 1, seed) + ((At(ix + 1, iy + 1, seed) - At(ix, iy + 1, seed)) * fx);
        return south + ((north - south) * fy);
    }

    /// <summary>Four octaves, 0 to 1.</summary>
    public static float Cloudy(double x, double y, uint seed) =>
        (0.53f * Smooth(x, y, seed)) + (0.27f * Smooth(x * 2.03, y * 2.03, seed + 1)) + (0.13f * Smooth(x * 4.1, y * 4.1, seed + 2)) + (0.07f * Smooth(x * 8.3, y * 8.3, seed + 3));
}
