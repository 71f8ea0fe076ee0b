namespace Gis.Demo.Pictures;

/// <summary>A picture to paint on: red, green, blue, row by row.</summary>
internal sealed class Canvas(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Rgb { get; } = new byte[width * height * 3];

    public void Set(int x, int y, Colour colour)
    {
        if (x >= 0 && y >= 0 && x < Width && y < Height)
        {
            var at = ((y * Width) + x) * 3;
            Rgb[at] = colour.R;
            Rgb[at + 1] = colour.G;
            Rgb[at + 2] = colour.B;
        }
    }

    public void Fill(int left, int top, int right, int bottom, Colour colour)
    {
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                Set(x, y, colour);
            }
        }
    }

    public void Frame(int left, int top, int right, int bottom, int thickness, Colour colour)
    {
        Fill(left, top, right, top + thickness, colour);
        Fill(left, bottom - thickness, right, bottom, colour);
        Fill(left, top, left + thickness, bottom, colour);
        Fill(right - thickness, top, right, bottom, colour);
    }

    public void Disc(int centreX, int centreY, int radiusX, int radiusY, Colour colour)
    {
        for (var y = -radiusY; y <= radiusY; y++)
        {
            var reach = (int)(radiusX * Math.Sqrt(1 - ((double)y * y / (radiusY * radiusY))));
            Fill(centreX - reach, centreY + y, centreX + reach + 1, centreY + y + 1, colour);
        }
    }
}
