using Gis.Tiles.VectorTiles;
using Gis.Tiles.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

public sealed class KeptTile_Tests
{
    [Theory]
    [InlineData(256)]
    [InlineData(4_097)]
    [InlineData(500_000)]
    public void Tile_is_unfolded_to_what_it_was_even_where_it_cannot_be_compressed(int length)
    {
        var random = new byte[length];
        new Random(length).NextBytes(random);
        var high = random.Select(b => (byte)(b | 0x90)).ToArray();   // the longest of deflate's fixed codes

        foreach (var bytes in (byte[][])[random, high, new byte[length]])
        {
            Assert.Equal(bytes, KeptTile.Compressed(new EncodedTile(bytes, Features: 1, LeftOut: 0, Refused: 0)).Unfold());
        }
    }
}
