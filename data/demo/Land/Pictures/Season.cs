namespace Gis.Demo.Land.Pictures;

/// <summary>What differs from picture to picture beside the ground: crops, the sensor's response, clouds.</summary>
/// <param name="HasChanges">The planted changes are there.</param>
/// <param name="Coarser">How many times larger its pixels are than those of the pair.</param>
internal sealed record Season(DateOnly Day, uint Seed, bool HasChanges, Light Gain, float Offset, float Clouds, int Coarser = 1)
{
    public static readonly Season Before = new(Changes.ImagePair.Before, 11, false, new(1, 1, 1), 0, 0);
    public static readonly Season After = new(Changes.ImagePair.After, 12, true, new(1.05f, 1.02f, 0.97f), 3, 0);
    public static readonly Season Cloudy = new(Changes.ImagePair.Cloudy, 13, false, new(0.94f, 1.02f, 0.96f), 4, 0.45f, 2);
}
