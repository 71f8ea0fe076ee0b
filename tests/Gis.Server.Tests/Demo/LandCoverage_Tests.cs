using Gis.Testing;
using NetTopologySuite.IO;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Demo;

/// <summary>The parcels as the store's own geometry engine judges them.</summary>
public sealed class LandCoverage_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task The_store_finds_no_gap_no_overlap_and_no_invalid_parcel()
    {
        var land = LandPlan_Tests.Plain;
        var window = land.Ground.Frame.ToLonLat(land.Ground.Frame.Box).EnvelopeInternal;
        await using var command = store.Command.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE NOT ST_IsValid(g)), sum(ST_Area(g)), ST_Area(ST_Union(g)), ST_NumGeometries(ST_Multi(ST_Union(g))), ST_NumInteriorRings(ST_GeometryN(ST_Multi(ST_Union(g)), 1))
            FROM (SELECT ST_GeomFromWKB(w, 4490) AS g FROM unnest($1::bytea[]) w) parcel
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = land.Parcels.Select(parcel => new WKBWriter().Write(parcel.Shape)).ToArray() });

        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();

        Assert.Equal(0, rows.GetInt64(0));
        Assert.Equal(rows.GetDouble(1), rows.GetDouble(2), 13);
        Assert.Equal(window.Area, rows.GetDouble(2), 13);
        Assert.Equal((1, 0), (rows.GetInt32(3), rows.GetInt32(4)));
    }
}
