using Gis.Server.Land;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Land;

/// <summary>
/// Our areas beside those of the store, which computes otherwise (GeographicLib's geodesic polygons, on WGS 84): "the same" is within 0.1 % or 1 m².
/// </summary>
public sealed class AreaAgainstStore_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private readonly RandomLand _land = new(20260105);

    [Fact]
    public async Task Parcels_with_holes_agree() =>
        await AgreeAsync([.. Enumerable.Range(0, 3000).Select(_ => _land.Star(_land.Place(), _land.Between(5, 1000), _land.Whole(5, 40), withHole: true))]);

    [Fact]
    public async Task Strips_of_half_a_metre_and_more_agree() =>
        await AgreeAsync([.. Enumerable.Range(0, 2000).Select(_ => _land.Strip(_land.Place(), _land.Between(20, 3000), _land.Between(0.5, 30)))]);

    [Fact]
    public async Task Outlines_as_large_as_counties_agree() =>
        await AgreeAsync([.. Enumerable.Range(0, 300).Select(_ => _land.Star(_land.Place(), _land.Between(5_000, 60_000), _land.Whole(200, 2000), withHole: true))]);

    /// <summary>Few corners and long edges: an edge straight in degrees and the shortest line part by metres. With the edges told to the store as they are, both agree to a millionth.</summary>
    [Fact]
    public async Task Long_edges_agree_when_both_take_them_as_straight_in_degrees() =>
        await AgreeAsync(
            [.. Enumerable.Range(0, 200).Select(_ => _land.Star(_land.Place(), _land.Between(5_000, 100_000), _land.Whole(3, 6)))], "ST_Segmentize(g, 0.002)", share: 1e-6, m2: 0.01);

    private async Task AgreeAsync(IReadOnlyList<Polygon> polygons, string edges = "g", double share = 0.001, double m2 = 1)
    {
        await using var command = store.Owner.CreateCommand(
            $"SELECT ST_Area(({edges})::geography), ST_IsValid(g) FROM (SELECT n, ST_SetSRID(ST_GeomFromWKB(w), 4326) AS g FROM unnest($1) WITH ORDINALITY u (w, n)) x ORDER BY n");
        var writer = new WKBWriter();
        command.Parameters.Add(new NpgsqlParameter { Value = polygons.Select(polygon => writer.Write(polygon)).ToArray() });
        await using var rows = await command.ExecuteReaderAsync();

        var compared = 0;
        for (; await rows.ReadAsync(); compared++)
        {
            Assert.True(rows.GetBoolean(1), polygons[compared].ToText());
            var (theirs, ours) = (rows.GetDouble(0), EllipsoidArea.SquareMetres(polygons[compared]));
            Assert.True(Math.Abs(theirs - ours) <= Math.Max(m2, theirs * share), $"{ours} m² here, {theirs} m² there: {polygons[compared].ToText()}");
        }

        Assert.Equal(polygons.Count, compared);
    }
}
