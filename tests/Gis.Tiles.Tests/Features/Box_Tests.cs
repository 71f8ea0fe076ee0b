using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Crs;
using Gis.Tiles.Features;
using Xunit;

namespace Gis.Tiles.Tests.Features;

/// <summary>Small boxes are read by a way of their own, and geometries written by us: what is given must be what the store says of them.</summary>
public sealed class Box_Tests(BoxSystem system) : IClassFixture<BoxSystem>
{
    private const int Boxes = 250;

    [Fact]
    public async Task Small_box_gives_what_the_store_finds_to_meet_it()
    {
        var random = new Random(4);
        for (var box = 0; box < Boxes; box++)
        {
            var corners = Corners(random);

            var given = await system.Anyone.GetItemsAsync("shapes", $"?limit=1000&bbox={corners}");
            var met = await system.Store.ScalarAsync<long[]>(
                $"SELECT coalesce(array_agg(id ORDER BY id), '{{}}') FROM layer_feature WHERE layer = 'shapes' AND ST_Intersects(geom, ST_MakeEnvelope({corners}, 4490))");

            Assert.Equal(met, given.Ids());
        }
    }

    /// <summary>Some of what the store sends is found not to meet the box after all; pages must be full all the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public async Task Pages_of_a_box_are_full_and_walk_it_once(int limit)
    {
        var whole = (await system.Anyone.GetItemsAsync("shapes", "?limit=1000&bbox=114.4,38.4,114.55,38.5")).Ids();

        var walked = new List<long>();
        for (var next = $"/ogc/collections/shapes/items?limit={limit}&bbox=114.4,38.4,114.55,38.5"; next is not null;)
        {
            var page = await system.Anyone.GetJsonAsync(next);
            next = page.Link("next");
            Assert.True(next is null || page.Ids().Count == limit);
            walked.AddRange(page.Ids());
        }

        Assert.True(whole.Count > 20);
        Assert.Equal(whole, walked);
    }

    [Fact]
    public async Task Properties_are_the_common_ones_with_the_features_own_over_them()
    {
        var given = await system.Anyone.GetItemsAsync("shapes", "?limit=1000&bbox=113,37,117,40");

        foreach (var feature in given.GetProperty("features").EnumerateArray())
        {
            var stored = await system.Store.ScalarAsync<string>(
                "SELECT (jsonb_build_object('code', code, 'name_zh', name_zh, 'name_en', name_en, 'area_code', area_code) || properties)::text FROM layer_feature WHERE layer = 'shapes' AND id = $1",
                feature.GetProperty("id").GetInt64());
            using var wanted = JsonDocument.Parse(stored!);
            Assert.True(JsonElement.DeepEquals(wanted.RootElement, feature.GetProperty("properties")), $"{stored} is not {feature.GetProperty("properties")}");
        }

        Assert.Equal(BoxSystem.Shapes, given.Ids().Count);
    }

    /// <summary>The text that ST_AsGeoJSON writes, whatever the kind of geometry, the system and the order of its axes.</summary>
    [Theory]
    [InlineData("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "ST_AsGeoJSON(geom, 7, 0)")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490", "ST_AsGeoJSON(ST_FlipCoordinates(geom), 7, 0)")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/3857", "ST_AsGeoJSON(geom_3857, 4, 0)")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4547", "ST_AsGeoJSON(ST_FlipCoordinates(ST_Transform(geom, 4547)), 4, 0)")]
    public async Task Geometries_are_written_as_the_store_would(string crs, string written)
    {
        var given = await system.Anyone.GetItemsAsync("shapes", $"?limit=1000&crs={crs}");
        var wanted = await system.Store.ScalarAsync<string[]>($"SELECT array_agg({written} ORDER BY id) FROM layer_feature WHERE layer = 'shapes'");

        Assert.Equal(wanted, given.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("geometry").GetRawText()));
    }

    [Fact]
    public void Numbers_are_rounded_to_their_places_without_zeros_behind()
    {
        var random = new Random(7);
        Span<byte> room = stackalloc byte[FixedDecimal.MostBytes];
        for (var n = 0; n < 100_000; n++)
        {
            var places = random.Next(0, 10);
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(0, 7));

            var text = System.Text.Encoding.ASCII.GetString(room[..new FixedDecimal(places).Write(room, value)]);

            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture), (Math.Pow(10, -places) * 0.5001) + (Math.Abs(value) * 1e-15));
            Assert.Matches(@"^(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[0-9]*[1-9])$", text);
        }
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.00000004, "0")]
    [InlineData(0.00000006, "0.0000001")]
    [InlineData(114.5, "114.5")]
    [InlineData(-180, "-180")]
    [InlineData(99.99999999, "100")]
    [InlineData(38.0000001, "38.0000001")]
    [InlineData(123456.1, "123456.1")]
    public void Number_is_written_so(double value, string text)
    {
        var room = new byte[FixedDecimal.MostBytes];

        Assert.Equal(text, System.Text.Encoding.ASCII.GetString(room, 0, new FixedDecimal(7).Write(room, value)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e300)]
    public void Number_that_JSON_can_not_hold_is_refused(double value) => Assert.Throws<InvalidDataException>(() => new FixedDecimal(7).Write(new byte[FixedDecimal.MostBytes], value));

    /// <summary>Every cut and every flipped byte of a geometry is refused or written, and never read beyond its end.</summary>
    [Fact]
    public void Broken_geometry_is_refused()
    {
        var whole = Convert.FromHexString("0103000020" + "8A110000" + "01000000" + "04000000" + string.Concat(Enumerable.Repeat("0000000000805C40" + "0000000000004340", 4)));
        var shapes = new GeoJsonGeometry(ReferenceSystems.Crs84);
        using var room = new JsonRoom();
        shapes.Write(whole, room, EastNorthBox.Everything);
        Assert.Equal("""{"type":"Polygon","coordinates":[[[114,38],[114,38],[114,38],[114,38]]]}""", System.Text.Encoding.UTF8.GetString(room.Written.Span));

        for (var cut = 0; cut < whole.Length; cut++)
        {
            Assert.Throws<InvalidDataException>(() => shapes.Write(whole.AsSpan(0, cut), room, EastNorthBox.Everything));
        }

        var random = new Random(11);
        for (var n = 0; n < 100_000; n++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            room.Cut(0);
            var refused = Record.Exception(() => shapes.Write(bytes, room, EastNorthBox.Everything));
            Assert.True(refused is null or InvalidDataException, $"{Convert.ToHexString(bytes)}: {refused}");
        }
    }

    private static string Corners(Random random)
    {
        var (west, south, size) = (114 + random.NextDouble(), 38 + random.NextDouble(), Math.Pow(random.NextDouble(), 3) * 0.4);
        return string.Create(CultureInfo.InvariantCulture, $"{west},{south},{west + size},{south + (size * random.NextDouble())}");
    }
}
