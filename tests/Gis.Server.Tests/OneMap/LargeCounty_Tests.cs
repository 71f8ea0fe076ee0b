using System.Diagnostics;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Server.Tests.OneMap;

/// <summary>A county as large as counties are; the output tells how long it took.</summary>
public sealed class LargeCounty_Tests(TestSystem system, ITestOutputHelper output) : IClassFixture<TestSystem>
{
    /// <summary>A grid of 50 m parcels, every third of them built; 400 approvals, supplies and uses of 200 m, of which each tenth use reaches 20 m beyond; basic farmland under every hundredth parcel.</summary>
    private const string Land =
        """
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, edition)
        SELECT id, id, id, 'stored', 'polygon', 't', 't', 't', 't', 1 FROM unnest(ARRAY['parcels', 'approvals', 'supplies', 'land_uses', 'farmland']) id;

        CREATE FUNCTION pg_temp.box(east_m float8, north_m float8, width_m float8, height_m float8) RETURNS geometry LANGUAGE sql AS
            $$ SELECT ST_MakeEnvelope(114.5 + east_m / 87600, 38 + north_m / 111000, 114.5 + (east_m + width_m) / 87600, 38 + (north_m + height_m) / 111000, 4490) $$;
        INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
        SELECT 'parcels', 1, n + 1, '130102', jsonb_build_object('DLBM', CASE n % 3 WHEN 0 THEN '0601' ELSE '0102' END, 'TBBH', n::text), pg_temp.box(50 * (n % 200), 50 * (n / 200), 50, 50)
        FROM generate_series(0, 39999) n;
        INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
        SELECT 'farmland', 1, n + 1, '130102', '{}', pg_temp.box(50 * (n * 100 % 200), 50 * (n * 100 / 200), 50, 50) FROM generate_series(0, 399) n;
        INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
        SELECT 'approvals', 1, n + 1, '130102', jsonb_build_object('number', 'A' || n, 'approved_on', '2024-01-01'), pg_temp.box(400 * (n % 20), 400 * (n / 20), 300, 300) FROM generate_series(0, 399) n;
        INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
        SELECT 'supplies', 1, n + 1, '130102', jsonb_build_object('number', 'G' || n, 'approval', 'A' || n), pg_temp.box(400 * (n % 20), 400 * (n / 20), 200, 200) FROM generate_series(0, 399) n;
        INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
        SELECT 'land_uses', 1, n + 1, '130102', jsonb_build_object('number', 'U' || n, 'supply', 'G' || n, 'started_on', '2024-06-01'), pg_temp.box(400 * (n % 20), 400 * (n / 20), CASE n % 10 WHEN 0 THEN 220 ELSE 200 END, 200)
        FROM generate_series(0, 399) n;
        ANALYZE layer_feature;
        """;

    [Fact]
    public async Task County_of_40000_parcels_is_looked_at_and_a_parcel_told()
    {
        await system.Store.ExecuteAsync(Land);
        var officer = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;

        var watch = Stopwatch.StartNew();
        await officer.JsonAsync("POST", "api/land/contradiction-runs", new { areaCode = StoreSeed.ChangAn });
        await Eventually.TrueAsync(async () => await system.Store.ScalarAsync<string>("SELECT state FROM land_contradiction_run") is "done" or "failed", "the look ends", TimeSpan.FromMinutes(3));
        output.WriteLine($"looked at in {watch.Elapsed.TotalSeconds:F1} s");
        watch.Restart();
        var card = await officer.JsonAsync("GET", "api/land/parcels/1");
        output.WriteLine($"a parcel told in {watch.ElapsedMilliseconds} ms, the first");
        watch.Restart();
        await officer.JsonAsync("GET", "api/land/parcels/9");
        output.WriteLine($"a parcel told in {watch.ElapsedMilliseconds} ms");

        Assert.Equal("done", await system.Store.ScalarAsync<string>("SELECT state FROM land_contradiction_run"));
        Assert.Equal(40, await system.Store.ScalarAsync<long>("SELECT count(*) FROM land_contradiction WHERE rule = 'use_beyond_supply'"));
        Assert.Equal(134, await system.Store.ScalarAsync<long>("SELECT count(*) FROM land_contradiction WHERE rule = 'built_on_basic_farmland'"));
        Assert.Equal(174, await system.Store.ScalarAsync<long>("SELECT count(*) FROM land_contradiction"));
        Assert.Equal(4, card.GetProperty("steps").GetArrayLength());
    }
}
