using Gis.Tiles.VectorTiles;
using Gis.Tiles.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

public sealed class Thinning_Tests
{
    private const int Columns = 130;
    private const int UnitsEach = 64;
    private static readonly TileAddress East = new(Shapes.Tile.Z, Shapes.Tile.X + 1, Shapes.Tile.Y);

    /// <summary>Squares over two tiles side by side, each as large as its number says and with a long name.</summary>
    private static readonly List<byte[]> World = [.. Enumerable.Range(0, Columns * UnitsEach).Select(n => Square(n))];

    [Fact]
    public void Full_tile_keeps_to_its_size_and_says_what_is_left_out()
    {
        var tile = Draw(Shapes.Tile, World);

        Assert.InRange(tile.Bytes.Length, TileEncoder.MostBytes * 9 / 10, TileEncoder.MostBytes);
        Assert.True(tile.LeftOut > 1_000);
        Assert.Equal(tile.Features, MvtDecoder.Read(tile.Bytes).Count);
    }

    [Fact]
    public void Order_of_rows_makes_no_difference()
    {
        var encoder = new TileEncoder();
        var order = Enumerable.Range(0, World.Count).ToArray();
        new Random(7).Shuffle(order);

        var shuffled = Draw(encoder, Shapes.Tile, order.Select(n => (n, World[n])));

        Assert.Equal(Draw(Shapes.Tile, World).Bytes, shuffled.Bytes);
    }

    [Fact]
    public void Largest_stay()
    {
        var drawn = Inside(MvtDecoder.Read(Draw(Shapes.Tile, World).Bytes));
        var all = Inside(MvtDecoder.Read(Draw(Shapes.Tile, World.Select((shape, n) => (n, shape)).Where(pair => pair.n % 4 == 0)).Bytes));
        var kept = drawn.Select(feature => feature.Id).ToHashSet();

        var least = drawn.Min(feature => feature.Geometry.Area);
        Assert.All(all.Where(feature => feature.Geometry.Area > least + 1), feature => Assert.Contains(feature.Id, kept));
    }

    [Fact]
    public void Neighbours_agree_on_what_both_draw()
    {
        var west = MvtDecoder.Read(Draw(Shapes.Tile, World).Bytes).Select(feature => feature.Id).ToHashSet();
        var east = MvtDecoder.Read(Draw(East, World).Bytes).Select(feature => feature.Id).ToHashSet();

        var both = Enumerable.Range(0, World.Count).Where(n => n % Columns * UnitsEach is > 4096 - 64 - 50 and < 4096 + 64).Select(n => (long)n).ToList();

        Assert.True(both.Count > 100);
        Assert.All(both, id => Assert.True(west.Contains(id) && east.Contains(id), $"{id} is drawn by one only"));
    }

    private static EncodedTile Draw(TileAddress tile, IReadOnlyList<byte[]> world) => Draw(tile, world.Select((shape, n) => (n, shape)));

    private static EncodedTile Draw(TileAddress tile, IEnumerable<(int Id, byte[] Shape)> world) => Draw(new TileEncoder(), tile, world);

    private static EncodedTile Draw(TileEncoder encoder, TileAddress tile, IEnumerable<(int Id, byte[] Shape)> world)
    {
        encoder.Begin("shapes", tile, ["name"]);
        foreach (var (id, shape) in world)
        {
            if (encoder.TryBegin(id, rank: 0, shape))
            {
                encoder.Text(0, System.Text.Encoding.UTF8.GetBytes($"{id} {new string('x', 200)}"));
                encoder.EndFeature();
            }
        }

        return encoder.Finish();
    }

    private static List<MvtFeature> Inside(List<MvtFeature> features) =>
        [.. features.Where(feature => feature.Geometry.EnvelopeInternal is { MinX: > 64, MaxX: < 4032, MinY: > 64, MaxY: < 4032 })];

    private static byte[] Square(int n)
    {
        var (x, y) = (n % Columns * UnitsEach, n / Columns * UnitsEach);
        var side = 10 + (n * 7919 % 40);
        return Shapes.Wkb(FormattableString.Invariant($"POLYGON(({x} {y}, {x + side} {y}, {x + side} {y + side}, {x} {y + side}, {x} {y}))"));
    }
}
