using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Import;

/// <summary>A file becomes an edition of a layer over HTTP.</summary>
public sealed class LayerImports_Tests(ImportSystem system) : IClassFixture<ImportSystem>
{
    public static TheoryData<string, string, string> Forms => new()
    {
        { "GPKG", ".gpkg", "geopackage" },
        { "ESRI Shapefile", ".shp", "shapefile" },
        { "OpenFileGDB", ".gdb", "filegdb" },
        { "FlatGeobuf", ".fgb", "flatgeobuf" },
        { "KML", ".kml", "kml" },
        { "GML", ".gml", "gml" },
        { "GeoJSON", ".geojson", "geojson" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task File_of_each_form_becomes_a_layer(string driver, string ending, string kind)
    {
        using var person = await system.AdministratorAsync();
        var layer = $"wells_{kind}";

        var import = await ImportSystem.UploadAsync(person, await Made.ByGdalAsync(driver, ending), $"wells{ending}");
        var state = await ImportSystem.ImportAsync(person, import, new { layer, titleZh = "水井", titleEn = "Wells" });

        Assert.Equal((kind, "inspected"), (import.GetProperty("kind").GetString(), import.GetProperty("state").GetString()));
        Assert.Equal("done", state.GetProperty("state").GetString());
        Assert.Equal("2|114.5|38.05|f", await system.Store.ScalarAsync<string>(
            """
            SELECT concat_ws('|', count(*), min(round(ST_X(f.geom)::numeric, 5))::float8, min(round(ST_Y(f.geom)::numeric, 5))::float8, bool_or(l.published))
            FROM layer l JOIN layer_feature f ON f.layer = l.id AND f.edition = l.edition WHERE l.id = $1
            """,
            layer));
    }

    [Fact]
    public async Task Table_of_Excel_is_read_by_its_coordinate_columns_and_codes_keep_their_zeros()
    {
        using var person = await system.AdministratorAsync();
        const string wells = """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"编号":"001","名称":"一号井","经度":114.5,"纬度":38.05,"depth":30.5},"geometry":null},
              {"type":"Feature","properties":{"编号":"002","名称":"二号井","经度":999,"纬度":38.05,"depth":12},"geometry":null},
              {"type":"Feature","properties":{"编号":"003","名称":"三号井","depth":12},"geometry":null}]}
            """;

        var import = await ImportSystem.UploadAsync(person, await Made.ByGdalAsync("XLSX", ".xlsx", wells), "井.xlsx");
        var table = import.GetProperty("subLayers")[0].GetProperty("table");
        var state = await ImportSystem.ImportAsync(person, import, new { layer = "wells_excel", titleZh = "水井", crs = "EPSG:4490" });

        Assert.Equal(("xlsx", "经度", "纬度"), (import.GetProperty("kind").GetString(), table.GetProperty("east").GetString(), table.GetProperty("north").GetString()));
        Assert.Equal((1, 2), (state.GetProperty("result").GetProperty("kept").GetInt32(), state.GetProperty("result").GetProperty("refused").GetInt32()));
        Assert.Equal("001|一号井|{\"depth\": 30.5}", await system.Store.ScalarAsync<string>("SELECT concat_ws('|', code, name_zh, properties) FROM layer_feature WHERE layer = 'wells_excel'"));
        var report = await person.GetFromJsonAsync<JsonElement>("/api/layers/wells_excel/editions/1/report");
        Assert.Equal(["2 not-degrees", "3 no-coordinates"], report.GetProperty("refused").EnumerateArray().Select(remark => $"{remark.GetProperty("row")} {remark.GetProperty("code").GetString()}"));
        Assert.Contains("refused,3,\"三号井\",\"no-coordinates\"", await person.GetStringAsync(new Uri("/api/layers/wells_excel/editions/1/report?f=csv", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drawing_without_a_system_is_asked_for_one_and_its_closed_lines_can_be_areas()
    {
        using var person = await system.AdministratorAsync();
        const string drawing = """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[38500000,4212000],[38501000,4212000],[38501000,4213000],[38500000,4212000]]}},
              {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[38500000,4212000],[38502000,4213000]]}}]}
            """;
        var import = await ImportSystem.UploadAsync(person, await Made.ByGdalAsync("DXF", ".dxf", drawing));

        var unsaid = await ImportSystem.PostAsync(person, $"/api/layer-imports/{import.GetProperty("id").GetString()}/preview", new { }, HttpStatusCode.BadRequest);
        var preview = await ImportSystem.PreviewAsync(person, import, new { crs = "EPSG:4526", geometryKind = "polygon", closesLines = true });

        Assert.Equal(JsonValueKind.Null, import.GetProperty("subLayers")[0].GetProperty("table").GetProperty("crs").ValueKind);
        Assert.Contains("coordinate system", unsaid.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (preview.GetProperty("kept").GetInt32(), preview.GetProperty("refusedCount").GetInt32()));
        Assert.Equal("wrong-kind", preview.GetProperty("refused")[0].GetProperty("code").GetString());
        Assert.Equal(114, preview.GetProperty("extent")[0].GetDouble(), 0.01);
    }

    [Fact]
    public async Task Survey_table_whose_x_goes_north_is_understood()
    {
        using var person = await system.AdministratorAsync();

        var import = await ImportSystem.UploadAsync(person, Made.Text("name,X,Y\na,4212000,38500000\n"));
        var preview = await ImportSystem.PreviewAsync(person, import, new { crs = "EPSG:4526" });

        Assert.Equal("Y", import.GetProperty("subLayers")[0].GetProperty("table").GetProperty("east").GetString());
        Assert.Equal(38.04, preview.GetProperty("extent")[1].GetDouble(), 0.02);
    }

    [Fact]
    public async Task System_that_has_no_number_is_taken_by_its_definition()
    {
        using var person = await system.AdministratorAsync();
        var file = await Made.ByGdalAsync("GPKG", ".gpkg", Made.Wells, "-t_srs", "+proj=tmerc +lat_0=0 +lon_0=114.3 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m");

        var import = await ImportSystem.UploadAsync(person, file);
        var preview = await ImportSystem.PreviewAsync(person, import, new { });

        Assert.StartsWith("PROJCS", import.GetProperty("subLayers")[0].GetProperty("table").GetProperty("crs").GetString(), StringComparison.Ordinal);
        Assert.Equal([114.5, 38.05], preview.GetProperty("extent").EnumerateArray().Take(2).Select(edge => Math.Round(edge.GetDouble(), 4)));
    }

    [Fact]
    public async Task Text_in_GBK_is_detected_and_another_encoding_can_be_said()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var person = await system.AdministratorAsync();
        var file = Encoding.GetEncoding("GB18030").GetBytes("name,lon,lat\n长安一号井,114.5,38.05\n");

        var import = await ImportSystem.UploadAsync(person, file);
        var again = await ImportSystem.PostAsync(person, $"/api/layer-imports/{import.GetProperty("id").GetString()}/encoding", new { encoding = "ISO-8859-1" });

        Assert.Equal("GB18030", import.GetProperty("encoding").GetString());
        Assert.Equal("长安一号井", Sample(import));
        Assert.Equal("³¤°²Ò»ºÅ¾®", Sample(again));

        static string? Sample(JsonElement import) => import.GetProperty("subLayers")[0].GetProperty("table").GetProperty("fields")[0].GetProperty("samples")[0].GetString();
    }

    [Fact]
    public async Task Preview_shows_what_would_be_and_names_what_is_repaired_and_refused()
    {
        using var person = await system.AdministratorAsync();
        var import = await ImportSystem.UploadAsync(person, Made.Text(
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"name":"whole"},"geometry":{"type":"Polygon","coordinates":[[[114,38],[115,38],[115,39],[114,38]]]}},
              {"type":"Feature","properties":{"name":"bow tie"},"geometry":{"type":"Polygon","coordinates":[[[114,38],[115,39],[115,38],[114,39],[114,38]]]}},
              {"type":"Feature","properties":{"name":"nothing"},"geometry":null},
              {"type":"Feature","properties":{"name":"empty"},"geometry":{"type":"Polygon","coordinates":[]}}]}
            """));

        var preview = await ImportSystem.PreviewAsync(person, import, new { });

        Assert.Equal(2, preview.GetProperty("features").GetProperty("features").GetArrayLength());
        var repaired = Assert.Single(preview.GetProperty("repaired").EnumerateArray());
        Assert.Equal(("bow tie", 2, 114.5, 38.5), (repaired.GetProperty("name").GetString(), repaired.GetProperty("row").GetInt32(), repaired.GetProperty("lon").GetDouble(), repaired.GetProperty("lat").GetDouble()));
        Assert.Equal(["nothing no-shape", "empty no-shape"], preview.GetProperty("refused").EnumerateArray().Select(row => $"{row.GetProperty("name").GetString()} {row.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task Fields_go_where_they_are_sent_and_the_next_file_is_offered_the_same()
    {
        using var person = await system.AdministratorAsync();
        var first = await ImportSystem.UploadAsync(person, Made.Text("id,bezeichnung,tiefe,rest,lon,lat\n7,Eins,30,x,114.5,38.05\n8,Zwei,tief,y,114.6,38.05\n"));
        await ImportSystem.ImportAsync(person, first, new
        {
            layer = "mapped",
            titleEn = "Mapped",
            crs = "bd09",
            fields = new[] { new { source = "id", target = "code", kind = "text" }, new { source = "bezeichnung", target = "name_en", kind = "text" }, new { source = "tiefe", target = "depth_m", kind = "number" } },
        });

        var next = await ImportSystem.UploadAsync(person, Made.Text("id,bezeichnung,tiefe\n9,Drei,12\n"));
        var offered = await person.GetFromJsonAsync<JsonElement>($"/api/layer-imports/{next.GetProperty("id").GetString()}?layer=mapped");

        Assert.Equal("""7|Eins|{"depth_m": 30};8|Zwei|{}""", await system.Store.ScalarAsync<string>("SELECT string_agg(concat_ws('|', code, name_en, properties), ';' ORDER BY id) FROM layer_feature WHERE layer = 'mapped'"));
        Assert.Equal("value-left-out", await system.Store.ScalarAsync<string>("SELECT report -> 'repaired' -> 0 ->> 'code' FROM layer_edition WHERE layer = 'mapped'"));
        Assert.Equal("bd09", offered.GetProperty("remembered").GetProperty("crs").GetString());
        Assert.Equal("code name_en depth_m", string.Join(' ', offered.GetProperty("subLayers")[0].GetProperty("proposed").EnumerateArray().Select(wish => wish.GetProperty("target").GetString())));
        Assert.Equal("mapped", next.GetProperty("suggestedLayer").GetString());
    }

    [Fact]
    public async Task Next_edition_takes_the_place_of_the_last_and_an_earlier_one_can_be_shown_again()
    {
        using var person = await system.AdministratorAsync();
        foreach (var name in (string[])["first", "second"])
        {
            var import = await ImportSystem.UploadAsync(person, Made.Text($"name,lon,lat\n{name},114.5,38.05\n"), $"{name}.csv");
            await ImportSystem.ImportAsync(person, import, new { layer = "turned", titleEn = "Turned", crs = "EPSG:4326" });
        }

        var unsaid = await ImportSystem.PostAsync(person, "/api/layers/turned/editions/1/show", new { reason = " " }, HttpStatusCode.BadRequest);
        var shown = await ImportSystem.PostAsync(person, "/api/layers/turned/editions/1/show", new { reason = "the second was wrong" });
        var again = await ImportSystem.PostAsync(person, "/api/layers/turned/editions/1/show", new { reason = "again" }, HttpStatusCode.Conflict);
        var features = await person.GetJsonAsync("/ogc/collections/turned/items");

        Assert.Contains("reason", unsaid.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal([(2, false), (1, true)], shown.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("edition").GetInt32(), item.GetProperty("isShown").GetBoolean())));
        Assert.Contains("kept are 2", again.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("first", features.GetProperty("features")[0].GetProperty("properties").GetProperty("name_zh").GetString());
        Assert.Equal("the second was wrong", await system.Store.ScalarAsync<string>("SELECT details ->> 'reason' FROM audit_entry WHERE action = 'layer.roll-back'"));
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT count(*) = 2 AND bool_and(account_id IS NOT NULL) FROM audit_entry WHERE action = 'layer.import' AND entity_id = 'turned'"));
    }

    [Fact]
    public async Task Cancelled_import_changes_nothing_and_can_be_begun_again()
    {
        using var person = await system.AdministratorAsync();
        var text = new StringBuilder("name,lon,lat\n");
        for (var row = 0; row < 200_000; row++)
        {
            text.Append("井,114.5,38.05\n");
        }

        var import = await ImportSystem.UploadAsync(person, Made.Text(text.ToString()));
        var path = $"/api/layer-imports/{import.GetProperty("id").GetString()}";
        await ImportSystem.PostAsync(person, $"{path}/start", new { layer = "stopped", titleEn = "Stopped", crs = "EPSG:4326" }, HttpStatusCode.Accepted);
        var second = await ImportSystem.PostAsync(person, $"{path}/start", new { layer = "stopped", titleEn = "Stopped", crs = "EPSG:4326" }, HttpStatusCode.Conflict);

        var state = await ImportSystem.PostAsync(person, $"{path}/cancel", new { });

        Assert.Equal("urn:gis:import-state", second.GetProperty("type").GetString());
        Assert.Equal("cancelled", state.GetProperty("state").GetString());
        Assert.Equal(0, await system.Store.ScalarAsync<int>("SELECT coalesce(max(edition), 0) FROM layer WHERE id = 'stopped'"));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM layer_edition WHERE layer = 'stopped'"));
        await person.DeleteAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Only_who_administers_everything_imports_and_each_sees_his_own_files()
    {
        using var person = await system.AdministratorAsync();
        using var other = await system.AdministratorAsync();
        using var local = await system.AdministratorAsync("130102");
        using var officer = (await system.PersonAsync("officer", "130000")).Program;
        var import = await ImportSystem.UploadAsync(person, Made.Text(Made.Wells));
        var path = new Uri($"/api/layer-imports/{import.GetProperty("id").GetString()}", UriKind.Relative);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await local.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ImportSystem.SendAsync(local, Made.Text(Made.Wells))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await local.GetAsync(new Uri("/api/layers/districts/editions", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ImportSystem.SendAsync(officer, Made.Text(Made.Wells))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ImportSystem.SendAsync(system.Anyone, Made.Text(Made.Wells))).StatusCode);
    }

    [Fact]
    public async Task Name_of_the_sender_leads_nowhere()
    {
        using var person = await system.AdministratorAsync();

        var import = await ImportSystem.UploadAsync(person, Made.Text(Made.Wells), "../../../etc/cron.d/ev\u0001il.geojson");

        Assert.Equal("evil.geojson", import.GetProperty("fileName").GetString());
        Assert.All(
            Directory.GetFiles(Path.Combine(system.Home, "imports"), "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => Assert.DoesNotContain("evil", name, StringComparison.Ordinal));
    }
}
