namespace Gis.Server.Changes.Rasters;

/// <summary>Where a pixel's corner lies, in units of the coordinate system: GDAL's six numbers. Columns go east and rows south in an upright image.</summary>
internal readonly record struct GeoTransform(double OriginX, double ColumnX, double RowX, double OriginY, double ColumnY, double RowY)
{
    public bool IsUpright => RowX == 0 && ColumnY == 0 && ColumnX > 0 && RowY < 0;

    public double PixelArea => Math.Abs((ColumnX * RowY) - (RowX * ColumnY));

    public (double X, double Y) At(double column, double row) =>
        (OriginX + (column * ColumnX) + (row * RowX), OriginY + (column * ColumnY) + (row * RowY));

    /// <summary>How far, in pixels of this image, another's grid lies off at the farthest corner.</summary>
    public double PixelsOff(GeoTransform other, int width, int height)
    {
        double farthest = 0;
        foreach (var (column, row) in ((double, double)[])[(0, 0), (width, 0), (0, height), (width, height)])
        {
            var (here, there) = (At(column, row), other.At(column, row));
            farthest = Math.Max(farthest, double.Hypot(here.X - there.X, here.Y - there.Y));
        }

        return farthest / Math.Sqrt(PixelArea);
    }
}
