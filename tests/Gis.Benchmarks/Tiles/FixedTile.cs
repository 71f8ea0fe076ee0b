namespace Gis.Benchmarks.Tiles;

/// <summary>One tile of one layer.</summary>
internal sealed record FixedTile(string Layer, int Z, int X, int Y)
{
    public string Path => FormattableString.Invariant($"/ogc/collections/{Layer}/tiles/WebMercatorQuad/{Z}/{Y}/{X}");

    /// <summary>Of ten tiles, those of each layer.</summary>
    public static IReadOnlyList<(string Layer, int Tiles)> Shares { get; } = [("parcels", 6), ("roads", 3), ("points", 1)];

    /// <summary>500 over zooms 8 to 14, the layers by their shares; the same in every run.</summary>
    public static IReadOnlyList<FixedTile> FiveHundred { get; } = Choose();

    private static List<FixedTile> Choose()
    {
        var random = new Random(500);
        List<string> ten = [.. Shares.SelectMany(share => Enumerable.Repeat(share.Layer, share.Tiles))];
        return [.. Enumerable.Range(0, 500).Select(n => ProvinceWorld.RangeOf(ten[n / 7 % ten.Count], 8 + (n % 7)).Pick(random))];
    }
}
