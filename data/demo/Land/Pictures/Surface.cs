using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;

namespace Gis.Demo.Land.Pictures;

/// <summary>What the ground looks like from above, without what stands on it.</summary>
internal sealed class Surface(LandGround ground, Season season)
{
    private static readonly Light[] Crops =
    [
        new(86, 104, 54), new(104, 118, 62), new(122, 128, 74), new(140, 126, 92), new(156, 138, 106), new(128, 108, 80), new(74, 96, 48), new(164, 150, 112), new(112, 110, 70),
    ];

    private readonly bool _isHilly = ground.Window.Country == Country.Hills;

    public Light Parcel(Parcel parcel, double x, double y, bool isBare)
    {
        var (sin, cos) = Math.SinCos(parcel.TurnDeg * Math.PI / 180);
        var (u, v) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
        var seed = (uint)parcel.Number;
        var soft = Grain.Smooth(x / 26, y / 26, 5);
        var fine = Grain.At((int)(x * 1.4), (int)(y * 1.4), 7);
        var colour = parcel.Class.Code switch
        {
            "0102" or "0103" => Field(seed, u, v, isBare),
            "0201" => Orchard(seed, u, v, 5.2),
            "0301" or "0307" => Wood(x, y, 5.6, new(52, 72, 40)),
            "0305" => Wood(x, y, 3.4, new(84, 94, 54)),
            "0404" => new Light(134, 128, 82) * (0.85f + (0.3f * Grain.Smooth(x / 6, y / 6, 21))),
            "0602" => Pit(x, y),
            "0702" or "0501" or "0801" when parcel.Tract == Tract.Village => new Light(160, 150, 134) * (0.84f + (0.3f * Grain.Smooth(x / 4, y / 4, 31))),
            "0601" or "0604" => Slab(u, v, new(172, 168, 160)),
            "0701" or "0505" or "0501" or "0801" or "0803" => Yard(x, y),
            "0810" => Wood(x, y, 7.5, new(78, 104, 56)),
            "0905" => new Light(118, 116, 78) * (0.8f + (0.5f * Grain.At((int)(u / 4), (int)(v / 4), 41))),
            "1003" => new Light(118, 118, 118),
            "1004" => new Light(152, 149, 142),
            "1006" => parcel.Number % 3 == 0 ? new Light(192, 190, 182) : new Light(178, 164, 134),
            "1101" => new Light(84, 104, 92) * (0.92f + (0.16f * Grain.Smooth(x / 40, y / 40, 51))),
            "1102" or "1104" => new Light(66, 90, 86) * (0.9f + (0.2f * Grain.Smooth(x / 30, y / 30, seed))),
            "1105" => new Light(152, 140, 114) * (0.82f + (0.36f * Grain.Cloudy(x / 60, y / 60, 61))),
            "1106" => new Light(160, 148, 118),
            "1107" => new Light(74, 90, 72),
            "1201" => new Light(146, 136, 108) * (0.8f + (0.4f * Grain.Cloudy(x / 14, y / 14, seed))),
            "1202" => Greenhouse(u, v),
            _ => new Light(168, 148, 118) * (0.86f + (0.28f * Grain.Smooth(x / 9, y / 9, 71))),
        };
        return Lit(colour * (0.93f + (0.12f * soft) + (0.05f * fine)), x, y);
    }

    public Light Change(Change change, double x, double y)
    {
        var (sin, cos) = Math.SinCos(change.TurnDeg * Math.PI / 180);
        var (u, v) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
        var colour = change.Story.Look switch
        {
            Look.Works => Slab(u, v, new(190, 184, 172)),
            Look.Houses => new Light(176, 160, 136),
            Look.Greenhouses => Greenhouse(u, v),
            Look.Earth => new Light(182, 150, 112) * (0.82f + (0.36f * Grain.Cloudy(x / 12, y / 12, 81))),
            Look.Hardened => Slab(u, v, new(198, 196, 190)),
            Look.Road => new Light(202, 200, 192),
            Look.Ploughed => Field((uint)change.Number, u, v, isBare: true),
            Look.Saplings => Orchard((uint)change.Number, u, v, 3.6),
            _ => Pit(x, y),
        };
        return Lit(colour * (0.95f + (0.1f * Grain.At((int)(x * 1.4), (int)(y * 1.4), 7))), x, y);
    }

    public static Light Sea(double x, double y)
    {
        var wave = MathF.Sin((float)((x * 0.09) + (y * 0.05) + (6 * Grain.Smooth(x / 90, y / 90, 91))));
        return new Light(62, 96, 106) * (0.94f + (0.03f * wave) + (0.12f * Grain.Cloudy(x / 500, y / 500, 92)));
    }

    private Light Field(uint seed, double u, double v, bool isBare)
    {
        // A third of the fields bear another crop than a year before.
        var year = Grain.At((int)seed, 3, 101) < 0.34f ? season.Seed : 0;
        var wide = 9 + (16 * Grain.At((int)seed, 1, 102));
        var strip = (int)Math.Floor((v / wide) + (_isHilly ? 0.8 * Grain.Smooth(u / 60, v / 60, seed) : 0));
        var main = (int)(Grain.At((int)seed, 2, 103 + year) * Crops.Length);
        var own = Grain.At(strip, (int)seed, 104 + year);
        var crop = isBare ? 4 : own < 0.66f ? main : (int)(Grain.At(strip, (int)seed, 105 + year) * Crops.Length);
        var colour = Crops[Math.Min(crop, Crops.Length - 1)] * (0.9f + (0.2f * Grain.At(strip, (int)seed, 106 + year)));
        var row = MathF.Sin((float)(v * 2 * Math.PI / 2.6));
        var edge = (v / wide) - Math.Floor(v / wide);
        return colour * (1 + (0.035f * row) + (edge * wide < 0.8 ? -0.16f : 0) + (0.09f * (Grain.Smooth(u / 9, v / 3, seed) - 0.5f)));
    }

    private static Light Orchard(uint seed, double u, double v, double step)
    {
        var soil = new Light(146, 132, 98) * (0.92f + (0.16f * Grain.Smooth(u / 14, v / 14, seed)));
        return Crown(u, v, step, 0.36, seed) is var crown && crown > 0 ? new Light(70, 92, 46) * (0.7f + (0.5f * crown))
            : Crown(u + 1.1, v - 1.3, step, 0.36, seed) > 0 ? soil * 0.66f : soil;
    }

    private static Light Wood(double x, double y, double step, Light leaf)
    {
        var crown = Crown(x, y, step, 0.52, 3);
        var tint = 0.8f + (0.4f * Grain.At((int)Math.Floor(x / step), (int)Math.Floor(y / step), 111));
        // Stands of different age, and clearings.
        tint *= 0.82f + (0.42f * Grain.Cloudy(x / 70, y / 70, 113));
        return crown > 0 ? leaf * (tint * (0.72f + (0.5f * crown))) : leaf * 0.62f;
    }

    /// <summary>Height of a crown on a jittered grid, 0 to 1, lit from the south-east; 0 between the trees.</summary>
    private static float Crown(double x, double y, double step, double radius, uint seed)
    {
        var (cx, cy) = (Math.Floor(x / step), Math.Floor(y / step));
        var size = radius * (0.75 + (0.3 * Grain.At((int)cx, (int)cy, seed + 1)));
        var (dx, dy) = ((x / step) - cx - 0.5 - (0.16 * (Grain.At((int)cx, (int)cy, seed + 2) - 0.5)), (y / step) - cy - 0.5 - (0.16 * (Grain.At((int)cx, (int)cy, seed + 3) - 0.5)));
        var near = 1 - (((dx * dx) + (dy * dy)) / (size * size));
        return near <= 0 ? 0 : (float)Math.Clamp(0.35 + (0.4 * near) + (0.9 * (dx - dy)), 0.02, 1);
    }

    private static Light Greenhouse(double u, double v)
    {
        var at = v - (11.5 * Math.Floor(v / 11.5));
        if (at > 8.6)
        {
            return new Light(128, 116, 90);
        }

        var arch = 1 - (Math.Abs(at - 4.3) / 4.3);
        var hoop = Math.Abs(u - (3 * Math.Floor(u / 3))) < 0.4 ? -0.05f : 0;
        return new Light(196, 204, 206) * (0.82f + (0.22f * (float)arch) + hoop);
    }

    private static Light Slab(double u, double v, Light colour)
    {
        var joint = u - (6 * Math.Floor(u / 6)) < 0.5 || v - (6 * Math.Floor(v / 6)) < 0.5;
        return colour * ((joint ? 0.93f : 1) * (0.9f + (0.2f * Grain.Smooth(u / 11, v / 11, 121))));
    }

    private static Light Yard(double x, double y)
    {
        var green = Grain.Smooth(x / 11, y / 11, 131);
        return green > 0.52f ? new Light(96, 112, 66) * (0.86f + (0.3f * green)) : new Light(158, 154, 146) * (0.92f + (0.16f * green));
    }

    private static Light Pit(double x, double y)
    {
        var level = Grain.Cloudy(x / 130, y / 130, 141) * 14;
        var step = level - MathF.Floor(level);
        return new Light(178, 164, 142) * (0.7f + (0.2f * step) + (0.03f * MathF.Floor(level)) + (0.08f * Grain.Smooth(x / 3, y / 3, 142)));
    }

    /// <summary>Slopes of hilly country towards the sun are brighter.</summary>
    private Light Lit(Light colour, double x, double y)
    {
        if (!_isHilly)
        {
            return colour;
        }

        var here = Height(x, y);
        var slope = ((here - Height(x + 12, y)) * -0.6f) + ((here - Height(x, y - 12)) * 0.9f);
        return colour * Math.Clamp(1 - (slope * 0.035f), 0.62f, 1.3f);
    }

    /// <summary>Metres; the hills lie in the west.</summary>
    private static float Height(double x, double y) => (float)(Math.Clamp((900 - x) / 2_000, 0.06, 1) * 170 * Grain.Cloudy(x / 520, y / 520, 151));
}
