namespace Gis.Tiles;

/// <summary>A piece of a picture, PNG, and where it lies in degrees of CGCS2000; columns and rows of its pixels are even in degrees.</summary>
public sealed record PictureTile(double West, double South, double East, double North, byte[] Png);
