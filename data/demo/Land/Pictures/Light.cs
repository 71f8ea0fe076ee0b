namespace Gis.Demo.Land.Pictures;

/// <summary>A colour as light, 0 to 255 a channel, not yet rounded.</summary>
internal readonly record struct Light(float R, float G, float B)
{
    public static Light operator *(Light one, float factor) => new(one.R * factor, one.G * factor, one.B * factor);

    public Light Towards(Light other, float share) => new(R + ((other.R - R) * share), G + ((other.G - G) * share), B + ((other.B - B) * share));
}
