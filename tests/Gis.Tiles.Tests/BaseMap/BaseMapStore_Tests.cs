using Gis.BaseMap.Load;
using Gis.Testing;
using Gis.Tiles.Import;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class BaseMapStore_Tests(StoreFixture store) : IClassFixture<StoreFixture>, IAsyncLifetime, IDisposable
{
    private const string Better = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"gb":"156130000","name":"河北省"},"geometry":{"type":"Polygon","coordinates":[[[113,36],[120,36],[120,43],[113,43],[113,36]]]}},
          {"type":"Feature","properties":{"gb":"156110000","name":"北京市"},"geometry":{"type":"Polygon","coordinates":[[[115.4,39.4],[117.5,41],[117.5,39.4],[115.4,41],[115.4,39.4]]]}},
          {"type":"Feature","properties":{"gb":"156120000","name":"天津市"},"geometry":{"type":"Point","coordinates":[117.2,39.1]}}
        ]}
        """;

    private readonly SmallBaseMap _map = new();
    private readonly List<string> _said = [];

    public async Task InitializeAsync()
    {
        await store.ExecuteAsync("""
            TRUNCATE layer, layer_edition, layer_feature, layer_generalised, road_edge, road_node, river_reach CASCADE;
            UPDATE area SET lon = NULL, lat = NULL
            """);
        await LoadAsync();
    }

    [Fact]
    public async Task Loaded_layer_stands_in_the_catalogue_with_credit_and_extent()
    {
        Assert.Equal("DCW-GMT|t|t|1", await store.ScalarAsync<string>("SELECT concat_ws('|', credit, approximate, published, edition) FROM layer WHERE id = 'provinces'"));
        Assert.Equal("河北省|130000|130000|{\"kind\": \"own\"}|4490", await store.ScalarAsync<string>(
            "SELECT concat_ws('|', name_zh, code, area_code, properties, ST_SRID(geom)) FROM layer_feature WHERE layer = 'provinces' AND edition = 1"));
        Assert.Equal("1|114|116", await store.ScalarAsync<string>("SELECT concat_ws('|', feature_count, min_lon, max_lon) FROM layer_edition WHERE layer = 'provinces'"));
        Assert.True(await store.ScalarAsync<long>("SELECT count(*) FROM layer_generalised WHERE layer = 'provinces'") > 0);
    }

    [Fact]
    public async Task Graphs_and_area_points_are_in_the_store()
    {
        Assert.Equal(4L, await store.ScalarAsync<long>("SELECT count(*) FROM road_edge e JOIN road_node a ON a.id = e.from_node JOIN road_node b ON b.id = e.to_node"));
        Assert.Equal(100 / 3.6, await store.ScalarAsync<double>("SELECT max(speed_mps) FROM road_edge WHERE road_class = 'motorway'"), 1e-9);
        Assert.Equal(0L, await store.ScalarAsync<long>("SELECT count(*) FROM road_edge WHERE abs(ST_Length(geom::geography) / length_m - 1) > 0.01"));
        Assert.Equal(1L, await store.ScalarAsync<long>("SELECT count(*) FROM river_reach up JOIN river_reach down ON down.from_node = up.to_node WHERE up.name_zh = '滹沱河'"));
        Assert.Equal(115.5, await store.ScalarAsync<double>("SELECT lon FROM area WHERE code = '130000'"));
    }

    [Fact]
    public async Task Loading_the_same_files_again_changes_nothing()
    {
        var changedAt = await store.ScalarAsync<DateTime>("SELECT max(changed_at) FROM layer");

        await LoadAsync();

        Assert.Contains(_said, line => line.StartsWith("provinces: unchanged", StringComparison.Ordinal));
        Assert.Equal(changedAt, await store.ScalarAsync<DateTime>("SELECT max(changed_at) FROM layer"));
        Assert.Equal(3L, await store.ScalarAsync<long>("SELECT count(*) FROM layer_edition"));
        Assert.Equal(4L, await store.ScalarAsync<long>("SELECT count(*) FROM road_edge"));
    }

    [Fact]
    public async Task Imported_file_takes_the_place_of_the_layer_and_the_old_edition_stays()
    {
        var seq = await store.ScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM live_event");

        await ImportAsync("provinces", _map.File("better.geojson", Better));

        Assert.Equal("2|f|省界|", await store.ScalarAsync<string>("SELECT concat_ws('|', edition, approximate, title_zh, credit) FROM layer WHERE id = 'provinces'"));
        Assert.Equal(1L, await store.ScalarAsync<long>("SELECT count(*) FROM layer_feature WHERE layer = 'provinces' AND edition = 1"));
        Assert.Equal("130000,110000", await store.ScalarAsync<string>("SELECT string_agg(code, ',' ORDER BY id) FROM layer_feature WHERE layer = 'provinces' AND edition = 2"));
        Assert.Equal(2, await store.ScalarAsync<int>("SELECT (report -> 'repaired' -> 0 ->> 'row')::int FROM layer_edition WHERE layer = 'provinces' AND edition = 2"));
        Assert.Equal("天津市", await store.ScalarAsync<string>("SELECT report -> 'refused' -> 0 ->> 'name' FROM layer_edition WHERE layer = 'provinces' AND edition = 2"));
        Assert.Equal("provinces", await store.ScalarAsync<string>("SELECT payload ->> 'layer' FROM live_event WHERE kind = 'layer' AND seq > $1", seq));
        Assert.Contains(_said, line => line.StartsWith("refused row 3 天津市", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Layer_that_its_owner_replaced_survives_the_next_set_up()
    {
        await ImportAsync("provinces", _map.File("better.geojson", Better));

        await LoadAsync();

        Assert.Contains(_said, line => line.StartsWith("provinces: kept edition 2, imported by wei", StringComparison.Ordinal));
        Assert.Equal(2, await store.ScalarAsync<int>("SELECT edition FROM layer WHERE id = 'provinces'"));
    }

    [Fact]
    public async Task GeoPackage_in_another_projection_comes_in_through_ogr2ogr()
    {
        var geojson = _map.File("better.geojson", Better);
        var geoPackage = Path.ChangeExtension(geojson, ".gpkg");
        using (var convert = System.Diagnostics.Process.Start("ogr2ogr", ["-t_srs", "EPSG:4549", "-where", "gb = '156130000'", "-nlt", "MULTIPOLYGON", geoPackage, geojson]))
        {
            await convert.WaitForExitAsync();
            Assert.Equal(0, convert.ExitCode);
        }

        await ImportAsync("provinces", geoPackage);

        Assert.Equal(113, await store.ScalarAsync<double>("SELECT min_lon FROM layer_edition WHERE layer = 'provinces' AND edition = 2"), 1e-5);
    }

    [Fact]
    public async Task Layer_goes_back_to_an_earlier_edition_with_what_the_catalogue_said_then()
    {
        await ImportAsync("provinces", _map.File("better.geojson", Better));
        await store.ExecuteAsync("SELECT change_feature('provinces', 2, 'delete', 1, NULL, NULL, NULL, NULL, 0::smallint, '{}', NULL, NULL, 'wei')");
        var editions = new EditionStore(store.Tiles);

        var before = await editions.RollBackAsync("provinces", 1, "li", account: null, "wrong file", CancellationToken.None);
        var listed = await editions.ListAsync("provinces", CancellationToken.None);

        Assert.Equal(2, before);
        Assert.Equal("1|DCW-GMT|t", await store.ScalarAsync<string>("SELECT concat_ws('|', edition, credit, approximate) FROM layer WHERE id = 'provinces'"));
        Assert.Equal([(2, false, "wei", 1L, 1, 1L, 1L), (1, true, "basemap", 1L, 0, 0L, 0L)], listed.Select(edition =>
            (edition.Edition, edition.IsShown, edition.ImportedBy, edition.Features, edition.Changes, edition.Repaired, edition.Refused)));
        Assert.Equal("1,2,1", await store.ScalarAsync<string>("SELECT string_agg(edition::text, ',' ORDER BY shown_at) FROM layer_shown WHERE layer = 'provinces'"));
        Assert.Equal("li|wrong file", await store.ScalarAsync<string>("SELECT concat_ws('|', actor, details ->> 'reason') FROM audit_entry WHERE action = 'layer.roll-back'"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Layer_goes_back_only_to_an_edition_that_is_kept_and_not_shown(int edition)
    {
        await ImportAsync("provinces", _map.File("better.geojson", Better));

        var failure = await Assert.ThrowsAsync<ImportRefusedException>(() => new EditionStore(store.Tiles).RollBackAsync("provinces", edition, "li", account: null, reason: null, CancellationToken.None));

        Assert.Contains("kept are 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editions_beyond_those_a_layer_keeps_are_dropped_when_a_new_one_comes()
    {
        await store.ExecuteAsync("UPDATE layer SET editions_kept = 2 WHERE id = 'provinces'");

        await ImportAsync("provinces", _map.File("better.geojson", Better));
        await ImportAsync("provinces", _map.File("better.geojson", Better));

        Assert.Equal("2,3", await store.ScalarAsync<string>("SELECT string_agg(DISTINCT edition::text, ',') FROM layer_feature WHERE layer = 'provinces'"));
        Assert.Equal([3, 2], (await new EditionStore(store.Tiles).ListAsync("provinces", CancellationToken.None)).Where(edition => edition.IsKept).Select(edition => edition.Edition));
    }

    [Fact]
    public async Task Built_in_layer_that_people_changed_survives_another_base_map()
    {
        await store.ExecuteAsync(
            """
            UPDATE layer_edition SET report = report || '{"sha256": "of an older base map"}' WHERE layer = 'provinces';
            SELECT change_feature('provinces', 1, 'update', 1, '130000', 'renamed', NULL, '130000', 0::smallint, '{}', NULL, NULL, 'wei')
            """);

        await LoadAsync();

        Assert.Contains(_said, line => line.StartsWith("provinces: kept edition 1, which people changed", StringComparison.Ordinal));
        Assert.Equal(1, await store.ScalarAsync<int>("SELECT edition FROM layer WHERE id = 'provinces'"));
    }

    [Fact]
    public async Task File_without_a_usable_row_changes_nothing()
    {
        var failure = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync("provinces", _map.File("empty.geojson", """{"type":"FeatureCollection","features":[]}""")));

        Assert.Contains("holds no", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await store.ScalarAsync<int>("SELECT edition FROM layer WHERE id = 'provinces'"));
    }

    [Fact]
    public async Task Unknown_layer_is_refused_with_the_names_that_there_are()
    {
        var failure = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync("province", _map.File("better.geojson", Better)));

        Assert.Contains("provinces, rivers, roads", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken.geojson", "{\"type\":", "cannot be read as GeoJSON")]
    [InlineData("notes.txt", "hello", "of no kind that is known")]
    public async Task File_that_cannot_be_read_is_refused_with_the_reason(string name, string content, string reason)
    {
        var failure = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync("provinces", _map.File(name, content)));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _map.Dispose();

    private Task LoadAsync() => new BaseMapLoad(store.Tiles, store.Command, _said.Add).RunAsync(_map.Output, CancellationToken.None);

    private Task ImportAsync(string layer, string file) =>
        new LayerImport(store.Tiles, _said.Add).RunAsync(layer, file, new ImportTerms("wei", null, null, null), CancellationToken.None);
}
