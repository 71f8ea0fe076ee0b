namespace Gis.Server.Changes;

/// <summary>
/// Pixels taken in a regular pattern, from which the statistics are made: values of both dates band by band, only of pixels that both images hold.
/// A saturated pixel tells nothing of the sensor's line and is left out.
/// </summary>
/// <param name="Before">One array a band.</param>
/// <param name="After">The same pixels of the later image.</param>
/// <param name="Gradient">How steep the earlier image is there, squared: the sum of the squares of half the differences of the neighbours.</param>
internal sealed record PixelSample(double[][] Before, double[][] After, double[][] Gradient)
{
    public int Bands => Before.Length;

    /// <summary>These bands alone.</summary>
    public PixelSample Of(IReadOnlyList<int> bands) => new(
        [.. bands.Select(band => Before[band])], [.. bands.Select(band => After[band])], [.. bands.Select(band => Gradient[band])]);

    public int Count => Before[0].Length;
}
