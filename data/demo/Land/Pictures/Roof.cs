using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Pictures;

/// <summary>Something that stands up and throws a shadow, or lies flat with height 0: a rectangle along a direction, metres.</summary>
internal sealed record Roof(double X, double Y, double Length, double Width, double TurnDeg, double HeightM, Light Colour, RoofKind Kind)
{
    /// <summary>How far north its shadow falls, and how far west, for each metre of height: an October morning.</summary>
    public const double ShadowNorth = 0.75;
    public const double ShadowWest = 0.45;

    public Envelope Reach
    {
        get
        {
            var r = (Math.Max(Length, Width) * 0.71) + (HeightM * ShadowNorth) + 1;
            return new Envelope(X - r, X + r, Y - r, Y + r);
        }
    }
}
