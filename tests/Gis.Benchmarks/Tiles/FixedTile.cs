namespace Gis.Benchmarks.Tiles;

/// <summary>One tile of one layer.</summary>
internal sealed record FixedTile(string Layer, int Z, int X, int Y)
{
    public string Path => FormattableString.Invariant($"/ogc/collections/{Layer}/tiles/WebMercatorQuad/{Z}/{Y}/{X}");

    /// <summary>500 over zooms 8 to 14: six of ten of parcels, three of roads, one of points; the same in every run.</summary>
    public static IReadOnlyList<FixedTile> FiveHundred { get; } = Choose();

    private static List<FixedTile> Choose()
    {
        var random = new Random(500);
        return [.. Enumerable.Range(0, 500).Select(n =>
            ProvinceWorld.RangeOf((n / 7 % 10) switch { < 6 => "parcels", < 9 => "roads", _ => "points" }, 8 + (n % 7)).Pick(random))];
    }
}
