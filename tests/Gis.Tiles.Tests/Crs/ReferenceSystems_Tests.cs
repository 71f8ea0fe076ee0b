using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Crs;
using Gis.Tiles.Features;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests.Crs;

[Collection(TilesSystemGroup.Name)]
public sealed class ReferenceSystems_Tests(TilesSystem system)
{
    private const double MillimetreM = 0.001;

    public static TheoryData<int> Zones => [.. Enumerable.Range(4513, 42)];

    /// <summary>Points over the width of the zone and from the south of the country to its north.</summary>
    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Zone_agrees_with_the_formula_within_a_millimetre(int srid)
    {
        var (middle, falseEastingM) = srid < 4534 ? ((srid - 4488) * 3.0, ((srid - 4488) * 1_000_000) + 500_000.0) : (75 + ((srid - 4534) * 3.0), 500_000.0);
        foreach (var lat in new[] { 3.86, 18, 38.05, 53.55 })
        {
            foreach (var away in new[] { -3, -1.5, 0, 0.7, 3 })
            {
                var expected = GaussKruger.Project(middle + away, lat, middle, falseEastingM);
                var given = await GivenAsync(ReferenceSystems.Find($"http://www.opengis.net/def/crs/EPSG/0/{srid}")!, middle + away, lat);
                Assert.InRange(given[0] - expected.NorthM, -MillimetreM, MillimetreM);
                Assert.InRange(given[1] - expected.EastM, -MillimetreM, MillimetreM);
            }
        }
    }

    /// <summary>Values computed elsewhere: the check points of the project's geographic reference.</summary>
    [Theory]
    [InlineData(4526, 114.5, 38.05, 4213165.894, 38543886.532)]
    [InlineData(4547, 114.5, 38.05, 4213165.894, 543886.532)]
    [InlineData(4527, 118.18, 39.63, 4389112.971, 39601307.848)]
    [InlineData(4528, 119.6, 39.93, 4421833.261, 40465807.554)]
    public async Task Zone_gives_north_before_east(int srid, double lon, double lat, double north, double east)
    {
        var given = await GivenAsync(ReferenceSystems.Find($"[EPSG:{srid}]")!, lon, lat);

        Assert.Equal(north, given[0], 0.0006);
        Assert.Equal(east, given[1], 0.0006);
    }

    [Theory]
    [InlineData("OGC/1.3/CRS84", 114.5, 38.05)]
    [InlineData("EPSG/0/4326", 38.05, 114.5)]
    [InlineData("EPSG/0/4490", 38.05, 114.5)]
    [InlineData("EPSG/0/3857", 12746081.6958, 4586491.5458)]
    public async Task System_gives_its_axes_in_its_order(string name, double first, double second)
    {
        var given = await GivenAsync(ReferenceSystems.Find($"http://www.opengis.net/def/crs/{name}")!, 114.5, 38.05);

        Assert.Equal(first, given[0], 0.001);
        Assert.Equal(second, given[1], 0.001);
    }

    [Fact]
    public void Systems_served_are_46_each_under_its_own_name()
    {
        Assert.Equal(46, ReferenceSystems.All.Count);
        Assert.Equal(46, ReferenceSystems.All.Select(served => served.Uri).Distinct().Count());
        Assert.All(ReferenceSystems.All, served => Assert.Same(served, ReferenceSystems.Find(served.Uri)));
    }

    /// <summary>What the product makes of a point by the expression that it sends.</summary>
    private async Task<double[]> GivenAsync(ReferenceSystem served, double lon, double lat)
    {
        await using var connection = await system.Store.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {served.GeometrySql} FROM (SELECT p.geom, ST_Transform(p.geom, 3857) AS geom_3857 FROM ST_SetSRID(ST_MakePoint($1, $2), 4490) AS p (geom)) f"),
            connection)
        {
            Parameters = { new() { Value = lon }, new() { Value = lat } },
        };
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        using var ewkb = new JsonRoom();
        using var json = new JsonRoom();
        ewkb.AddBytes(row, 0);
        new GeoJsonGeometry(served).Write(ewkb.Written.Span, json, EastNorthBox.Everything);
        using var point = JsonDocument.Parse(json.Written);
        return [.. point.RootElement.GetProperty("coordinates").EnumerateArray().Select(number => number.GetDouble())];
    }
}
