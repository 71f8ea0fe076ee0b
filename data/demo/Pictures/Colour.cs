namespace Gis.Demo.Pictures;

/// <summary>Red, green, blue.</summary>
internal readonly record struct Colour(byte R, byte G, byte B)
{
    public static Colour Mix(Colour a, Colour b, double share) =>
        new((byte)(a.R + ((b.R - a.R) * share)), (byte)(a.G + ((b.G - a.G) * share)), (byte)(a.B + ((b.B - a.B) * share)));

    public Colour Shade(double factor) =>
        new((byte)Math.Clamp(R * factor, 0, 255), (byte)Math.Clamp(G * factor, 0, 255), (byte)Math.Clamp(B * factor, 0, 255));
}
