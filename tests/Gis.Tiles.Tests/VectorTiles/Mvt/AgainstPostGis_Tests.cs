using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

/// <summary>The encoder beside ST_AsMVT over the same seeded shapes, in tiles of several zooms.</summary>
public sealed class AgainstPostGis_Tests(ShapeStore store) : IClassFixture<ShapeStore>
{
    private const int Shapes = 1_500;

    /// <summary>A tile of zoom 12 in the plain, and those above, below and beside it.</summary>
    private static readonly TileAddress Centre = new(12, 3356, 1580);
    private static readonly TileAddress[] Tiles =
    [
        Centre, new(12, 3357, 1580), new(12, 3356, 1581), new(10, 839, 395), new(11, 1678, 790),
        new(13, 6712, 3160), new(13, 6713, 3161), new(14, 13425, 6321), new(14, 13426, 6322), new(15, 26850, 12643), new(8, 209, 98),
        Degrees(11, 3356, 592), Degrees(11, 3357, 591), Degrees(10, 1678, 296), Degrees(12, 6712, 1184), Degrees(13, 13425, 2368), Degrees(7, 209, 37),
    ];

    private static TileAddress Degrees(int z, int x, int y) => new(z, x, y) { Set = TileMatrixSet.Cgcs2000Quad };

    [Theory]
    [InlineData("polygon", 1, 20)]
    [InlineData("polygon", 2, 20)]
    [InlineData("sliver", 3, 20)]
    [InlineData("line", 4, 200)] // every so many features are laid over the exact shape, which takes a thousand times as long as to draw them
    [InlineData("point", 5, 20)]
    public async Task Same_features_are_drawn_and_each_lies_where_it_is(string kind, int seed, int sample)
    {
        var table = await FillAsync(kind, seed);
        int drawn = 0, others = 0;
        foreach (var tile in Tiles)
        {
            var theirs = (await store.ByPostGisAsync(table, tile)).ToDictionary(feature => feature.Id);
            var ours = await DrawAsync(table, tile);
            var exact = await store.ExactAsync(table, tile);

            drawn += theirs.Count;
            others += theirs.Keys.Except(ours.Keys).Count(id => kind is "polygon" or "point" || Counts(exact[id])) + ours.Keys.Except(theirs.Keys).Count(id => Counts(exact[id]));
            foreach (var (id, feature) in ours.Where(pair => pair.Key % sample == 0))
            {
                AssertNear(exact[id], feature.Geometry, $"{kind} {id} in {tile}");
            }
        }

        Assert.True(drawn > 1_000, $"only {drawn} drawn");
        Assert.True(others <= drawn * 0.001, $"{others} of {drawn} are drawn by one and not the other");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Shapes_that_cross_themselves_come_out_valid(int seed)
    {
        var table = await FillAsync("tangle", seed);
        var drawn = 0;
        foreach (var tile in Tiles)
        {
            drawn += (await DrawAsync(table, tile)).Count;
        }

        Assert.True(drawn > 1_000, $"only {drawn} drawn");
    }

    [Fact]
    public async Task Gdal_reads_what_is_written()
    {
        var table = await FillAsync("polygon", 21);
        var tile = await store.ByUsAsync(table, Centre);

        var read = await DecodedTile.ReadAsync(tile.Bytes, $"{Centre.Z}/{Centre.Y}/{Centre.X}", "shapes");

        // GDAL clips to the tile itself and leaves out what lies in the buffer only.
        var inside = new GeometryFactory().ToGeometry(new Envelope(0, 4096, 0, 4096));
        var expected = MvtDecoder.Read(tile.Bytes).Where(feature => feature.Geometry.Intersection(inside).Area > 0).Select(feature => feature.Id);
        Assert.Equal(expected, read.Features.Select(feature => feature.GetProperty("properties").GetProperty("mvt_id").GetInt64()));
    }

    /// <summary>What is hardly wider than a unit anywhere is drawn or not as rounding has it; PostGIS simplifies it away first, or draws a sliver that crosses itself.</summary>
    private static bool Counts(Geometry exact) => Inside(exact) is var inside && exact.Dimension switch
    {
        Dimension.Surface => !inside.Buffer(-0.75).IsEmpty,
        Dimension.Curve => Enumerable.Range(0, inside.NumGeometries).Any(n => inside.GetGeometryN(n).EnvelopeInternal.Diameter > 2),
        _ => !inside.IsEmpty,
    };

    /// <summary>A unit within the edge at which tiles are clipped: what lies between is drawn or not as rounding has it.</summary>
    private static Geometry Inside(Geometry exact) => exact.Intersection(exact.Factory.ToGeometry(new Envelope(-63, 4159, -63, 4159)));

    /// <summary>
    /// Snapping moves a corner by 0.71 units at most, a cut at the tile's edge by half a unit more: what is drawn lies no farther from the shape,
    /// and nothing of the shape that is wider than that is missing.
    /// </summary>
    private static void AssertNear(Geometry exact, Geometry drawn, string what)
    {
        const double near = 1.25;
        var strange = drawn.Difference(exact.Buffer(near));
        Assert.True(strange.IsEmpty, $"{what}: drawn where it is not, {strange}");
        var due = exact.Dimension == Dimension.Surface ? Inside(exact).Buffer(-1).Buffer(0.5) : Inside(exact);
        var missing = due.Difference(drawn.Buffer(near)).Union();
        Assert.All(Enumerable.Range(0, missing.NumGeometries), n => Assert.True(missing.GetGeometryN(n).EnvelopeInternal.Diameter < 3, $"{what}: a part is missing, {missing}"));
    }

    /// <summary>Also holds every polygon to the rule: valid by OGC, no point twice in a row, inside the buffered tile.</summary>
    private async Task<Dictionary<long, MvtFeature>> DrawAsync(string table, TileAddress tile)
    {
        var encoded = await store.ByUsAsync(table, tile);
        Assert.Equal(0, encoded.Refused);
        var features = MvtDecoder.Read(encoded.Bytes);
        foreach (var feature in features)
        {
            Assert.True(feature.Geometry.IsValid, $"{feature.Id} in {tile}: {feature.Geometry}");
            Assert.True(new Envelope(-64, 4160, -64, 4160).Covers(feature.Geometry.EnvelopeInternal), $"{feature.Id} in {tile} reaches too far");
        }

        return features.ToDictionary(feature => feature.Id);
    }

    private async Task<string> FillAsync(string kind, int seed)
    {
        // The middle of the tile of zoom 12, and twice its side around.
        var side = 2 * 20_037_508.342789244 / 4096;
        var random = new RandomShapes(seed, ((Centre.X + 0.5) * side) - 20_037_508.342789244, 20_037_508.342789244 - ((Centre.Y + 0.5) * side), side);
        var table = $"{kind}_{seed}";
        await store.FillAsync(table, Enumerable.Range(0, Shapes).Select(_ => kind switch
        {
            "polygon" => random.Polygon(),
            "sliver" => random.Sliver(),
            "tangle" => random.Tangle(),
            "line" => random.Line(),
            _ => random.Point(),
        }).Where(shape => kind is "tangle" || shape.IsValid));
        return table;
    }
}
