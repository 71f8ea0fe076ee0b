using System.Globalization;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Imagery.Import;

/// <summary>How a file is drawn: which bands, stretched how, and how much coarser where it is finer than the deepest zoom.</summary>
/// <param name="Bands">One (grey), or three (red, green, blue).</param>
/// <param name="Percentiles">What becomes black and white; null: values are shown as they are.</param>
/// <param name="Scale">Share of the pixels kept in each direction, up to 1.</param>
internal sealed record DrawingPlan(IReadOnlyList<RasterBand> Bands, bool IsPalette, (double Low, double High)? Percentiles, double Scale)
{
    private static readonly (double Low, double High) UsualPercentiles = (2, 98);

    public static DrawingPlan For(RasterFile file, ImageWish wish)
    {
        var shown = file.Shown;
        var bands = wish.Bands is { } words ? Chosen(words, file) : shown.Count >= 3 ? [.. shown.Take(3)] : [shown[0]];
        if (bands.Count == 1 && bands[0].IsPalette)
        {
            return new DrawingPlan(bands, IsPalette: true, Percentiles: null, ScaleOf(file));
        }

        var percentiles = wish.Stretch is { } stretch ? Read(stretch) : bands.All(band => band.IsByte) ? ((double, double)?)null : UsualPercentiles;
        return new DrawingPlan(bands, IsPalette: false, percentiles, ScaleOf(file));
    }

    private static List<RasterBand> Chosen(string words, RasterFile file)
    {
        var numbers = words.Split(',').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        var bands = numbers.Select(number => file.Shown.FirstOrDefault(band => band.Number == number)).OfType<RasterBand>().ToList();
        return numbers.Count is 1 or 3 && bands.Count == numbers.Count
            ? bands
            : throw new ImageRefusedException($"Bands '{words}' cannot be used; accepted are one or three of {string.Join(", ", file.Shown.Select(band => band.Number))}, such as 3,2,1.");
    }

    private static (double Low, double High) Read(string words)
    {
        var parts = words.Split(',');
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var low)
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var high)
            && low < high && high <= 100
                ? (low, high)
                : throw new ImageRefusedException($"Stretch '{words}' cannot be used; accepted are two percentiles from 0 to 100, the lower first, such as 2,98.");
    }

    /// <summary>Pixels finer than those of the deepest zoom would make a zoom that is not served.</summary>
    private static double ScaleOf(RasterFile file)
    {
        var mercatorDeg = TileMatrixSet.WebMercatorQuad.CellSizeAt(TileMatrixSet.MaxZoom) * 360 / TileMatrixSet.WebMercatorQuad.WorldWidth;
        var finestDeg = Math.Max(mercatorDeg, TileMatrixSet.Cgcs2000Quad.CellSizeAt(TileMatrixSet.MaxZoom));
        return Math.Min(1, (file.Extent.East - file.Extent.West) / file.Width / finestDeg);
    }
}
