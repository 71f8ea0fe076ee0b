namespace Gis.Demo.Land.Changes;

/// <summary>The days of the pictures.</summary>
internal static class ImagePair
{
    public static readonly DateOnly Before = new(2025, 10, 8);
    public static readonly DateOnly After = new(2026, 10, 12);

    /// <summary>A further picture, with clouds.</summary>
    public static readonly DateOnly Cloudy = new(2026, 7, 19);
}
