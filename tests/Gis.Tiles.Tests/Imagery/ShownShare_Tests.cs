using Gis.Tiles.Imagery;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>Which share of a place a picture has data for, by its opacity over the place's box.</summary>
public sealed class ShownShare_Tests
{
    private const int Side = ShownShare.Side;

    private static readonly Geometry Square = Place("POLYGON ((115 38, 115.01 38, 115.01 38.01, 115 38.01, 115 38))");

    /// <summary>The half below the diagonal from north-west to south-east.</summary>
    private static readonly Geometry Half = Place("POLYGON ((115 38, 115.01 38, 115 38.01, 115 38))");

    [Fact]
    public void All_of_it_is_shown_where_all_is_opaque_and_nothing_where_nothing_is()
    {
        Assert.Equal(1, ShownShare.Of(Opacity((_, _) => 255), Square));
        Assert.Equal(0, ShownShare.Of(Opacity((_, _) => 0), Square));
    }

    [Fact]
    public void What_is_missing_in_the_east_is_missing_in_the_share() =>
        Assert.Equal(0.75, ShownShare.Of(Opacity((column, _) => column < Side * 3 / 4 ? 255 : 0), Square), 1e-9);

    [Fact]
    public void Only_what_lies_in_the_place_counts()
    {
        Assert.Equal(1, ShownShare.Of(Opacity((column, row) => column <= row ? 255 : 0), Half));
        Assert.Equal(0, ShownShare.Of(Opacity((column, row) => column > row + 1 ? 255 : 0), Half));
        Assert.Equal(0.75, ShownShare.Of(Opacity((_, row) => row >= Side / 2 ? 255 : 0), Half), 0.01);
    }

    [Fact]
    public void Less_than_half_opaque_is_not_shown()
    {
        Assert.Equal(0, ShownShare.Of(Opacity((_, _) => 127), Square));
        Assert.Equal(1, ShownShare.Of(Opacity((_, _) => 128), Square));
    }

    private static byte[] Opacity(Func<int, int, int> of) => [.. Enumerable.Range(0, Side * Side).Select(point => (byte)of(point % Side, point / Side))];

    private static Geometry Place(string text) => new WKTReader().Read(text);
}
