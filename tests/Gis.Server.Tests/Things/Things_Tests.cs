using System.Net;
using System.Text;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Things;

public sealed class Things_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const string Hebei = "130000";

    [Fact]
    public async Task The_sample_file_registers_things_streams_limits_units_and_users()
    {
        var admin = (await system.PersonAsync("administrator", Hebei)).Program;
        var sample = await File.ReadAllTextAsync(Repository.PathOf("docs", "samples", "things.csv"));

        var first = await PostCsvAsync(admin, sample);
        var again = await PostCsvAsync(admin, sample);

        Assert.Equal((5, 0), (first.GetProperty("created").GetInt32(), first.GetProperty("updated").GetInt32()));
        Assert.Equal((0, 5), (again.GetProperty("created").GetInt32(), again.GetProperty("updated").GetInt32()));
        var id = first.GetProperty("things")[0].GetProperty("id").GetInt64();
        var card = await admin.JsonAsync("GET", $"api/things/{id}");
        Assert.Equal("滹沱河", card.GetProperty("properties").GetProperty("receiving_water").GetString());
        Assert.Equal(5, card.GetProperty("datastreams").GetArrayLength());
        Assert.Equal(3, card.GetProperty("limits").GetArrayLength());
        Assert.Equal("Sample outfall camera", card.GetProperty("cameras")[0].GetProperty("nameEn").GetString());
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM thing_version WHERE id = $1", id));
        Assert.Equal(3L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM permit_limit WHERE thing_id = $1", id));
        Assert.StartsWith("$7$", await system.Store.ScalarAsync<string>("SELECT hash FROM device_credential WHERE user_name = 'sample-unit-1'"), StringComparison.Ordinal);
        Assert.Equal(2L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'thing.register' AND details ->> 'deviceUsers' LIKE '%SAMPLE-CAM-1%'"));
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM live_event WHERE kind = 'thing' AND $1 = ANY (ids))", id));
    }

    [Fact]
    public async Task Further_names_are_added_once_and_stay()
    {
        var admin = (await system.PersonAsync("administrator", Hebei)).Program;
        const string header = "kind,alias,dev_eui,frigate,name_zh,area,lon,lat\n";

        var first = await PostCsvAsync(admin, $"{header}camera,NAMES-1,,yard_names,甲,130102,114.5,38.05\nwater_meter,NAMES-2,70b3d52dd60f0001,,乙,130102,114.5,38.05\n");
        await PostCsvAsync(admin, $"{header}camera,NAMES-1,,yard_names,甲,130102,114.5,38.05\nwater_meter,NAMES-2,,,乙,130102,114.5,38.05\n");
        var taken = await admin.ProblemAsync("POST", "api/things", new
        {
            kind = "camera",
            nameZh = "丙",
            area = StoreSeed.ChangAn,
            lon = 114.5,
            lat = 38.0,
            alias = "NAMES-3",
            frigate = "yard_names",
        });

        Assert.Equal("camera:NAMES-1 frigate:yard_names", await NamesAsync(0));
        Assert.Equal("dev_eui:70b3d52dd60f0001 meter:NAMES-2", await NamesAsync(1));
        Assert.Equal((HttpStatusCode.BadRequest, "registration-refused"), taken);

        Task<string?> NamesAsync(int thing) => system.Store.ScalarAsync<string>(
            "SELECT string_agg(scheme || ':' || code, ' ' ORDER BY scheme) FROM thing_alias WHERE thing_id = $1",
            first.GetProperty("things")[thing].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_changed_limit_follows_the_old_one_and_never_rewrites_it()
    {
        var admin = (await system.PersonAsync("administrator", Hebei)).Program;
        object Row(double limit) => new
        {
            kind = "outfall_water",
            nameZh = "甲厂",
            area = StoreSeed.ChangAn,
            lon = 114.5,
            lat = 38.0,
            alias = "LIMIT-1",
            property = "w01018",
            statistic = "period",
            periodS = 3600,
            limitUpper = limit,
            limitSource = "permit 2026",
        };

        var first = await admin.JsonAsync("POST", "api/things", Row(50));
        await admin.JsonAsync("POST", "api/things", Row(40));

        var id = first.GetProperty("things")[0].GetProperty("id").GetInt64();
        Assert.Equal(
            "50:false,40:true",
            await system.Store.ScalarAsync<string>(
                "SELECT string_agg(upper_limit || ':' || (valid_to IS NULL), ',' ORDER BY id) FROM permit_limit WHERE thing_id = $1", id));
        Assert.Equal(40, (await admin.JsonAsync("GET", $"api/things/{id}")).GetProperty("limits")[0].GetProperty("upper").GetDouble());
    }

    [Fact]
    public async Task One_bad_cell_keeps_the_whole_file_out()
    {
        var admin = (await system.PersonAsync("administrator", Hebei)).Program;
        var csv = "kind,name_zh,area,lon,lat,alias\nair_station,好站,130102,114.5,38,WHOLE-1\nair_station,坏站,130102,138,114.5,WHOLE-2\n";

        using var answer = await admin.PostAsync(new Uri("api/things", UriKind.Relative), new StringContent(csv, Encoding.UTF8, "text/csv"));

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("urn:gis:registration-refused", problem.GetProperty("type").GetString());
        Assert.Equal((3, "lat"), (problem.GetProperty("faults")[0].GetProperty("line").GetInt32(), problem.GetProperty("faults")[0].GetProperty("column").GetString()));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM thing_alias WHERE code LIKE 'WHOLE-%'"));
    }

    [Fact]
    public async Task An_administrator_registers_only_in_his_own_areas_and_takes_over_nobody_elses_device()
    {
        var province = (await system.PersonAsync("administrator", Hebei)).Program;
        var tangshan = (await system.PersonAsync("administrator", StoreSeed.Tangshan)).Program;
        object Row(string area, string alias, string? user = null) =>
            new { kind = "air_station", nameZh = "站", area, lon = 118.2, lat = 39.6, alias, deviceUser = user, devicePassword = "long-enough" };
        await province.JsonAsync("POST", "api/things", Row(StoreSeed.ChangAn, "MINE-1"));

        var elsewhere = await tangshan.ProblemAsync("POST", "api/things", Row(StoreSeed.ChangAn, "MINE-2"));
        var takeover = await tangshan.ProblemAsync("POST", "api/things", Row("130202", "MINE-1"));
        var password = await tangshan.ProblemAsync("POST", "api/things", Row("130202", "MINE-3", "MINE-1"));

        Assert.All([elsewhere, takeover, password], refused => Assert.Equal((HttpStatusCode.BadRequest, "registration-refused"), refused));
        Assert.Equal(StoreSeed.ChangAn, await system.Store.ScalarAsync<string>(
            "SELECT t.area_code FROM thing t JOIN thing_alias a ON a.thing_id = t.id WHERE a.code = 'MINE-1'"));
    }

    [Fact]
    public async Task A_thing_of_another_area_is_as_absent_as_one_that_never_was()
    {
        var id = await system.Store.AddThingAsync("secret-1", StoreSeed.ChangAn);
        var inside = (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program;
        var outside = (await system.PersonAsync("commander", StoreSeed.Tangshan)).Program;

        Assert.Equal(HttpStatusCode.OK, await inside.StatusAsync("GET", $"api/things/{id}"));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await outside.ProblemAsync("GET", $"api/things/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await outside.StatusAsync("GET", $"api/things/{id}/series?property=w01018"));
        Assert.Equal(HttpStatusCode.NotFound, await outside.StatusAsync("GET", $"api/things/{id}/video"));
        Assert.Equal(0, (await outside.JsonAsync("GET", "api/things?q=secret-1")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await inside.JsonAsync("GET", "api/things?q=secret-1")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Things_come_in_pages()
    {
        var reader = (await system.PersonAsync("officer", "130300")).Program;
        for (var i = 0; i < 5; i++)
        {
            await system.Store.AddThingAsync($"paged-{i}", "130302", "noise_station");
        }

        var first = await reader.JsonAsync("GET", "api/things?kind=noise_station&limit=3");
        var second = await reader.JsonAsync("GET", $"api/things?kind=noise_station&limit=3&after={first.GetProperty("next").GetString()}");

        Assert.Equal((3, 2), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("api/things?limit=0", "limit")]
    [InlineData("api/things?limit=x", "limit")]
    [InlineData("api/things?kind=submarine", "kind")]
    [InlineData("api/things?after=first", "after")]
    [InlineData("api/alarms?state=odd", "state")]
    [InlineData("api/alarms?from=yesterday", "from")]
    [InlineData("api/incidents?state=odd", "state")]
    [InlineData("api/things/1/series?periodS=3600", "property")]
    [InlineData("api/things/1/series?property=w01018&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("api/route?fromLon=1&fromLat=99&toLon=1&toLat=1", "fromLat")]
    public async Task A_malformed_question_is_told_what_is_accepted(string path, string parameter)
    {
        using var answer = await (await system.PersonAsync("officer", Hebei)).Program.SendAsync("GET", path);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.GetProperty("accepted").GetString()!);
    }

    [Fact]
    public async Task A_series_gives_values_flags_and_the_limit_that_held()
    {
        var thing = await system.Store.AddThingAsync("series-1", StoreSeed.ChangAn);
        var stream = await system.Store.AddDatastreamAsync(thing, "w01018", 3600);
        await system.Store.ExecuteAsync(
            """
            INSERT INTO period_value (datastream_id, phenomenon_time, avg, flag, quality, received_at)
            VALUES ($1, '2026-11-20T01:00:00Z', 42.5, 'N', 0, now()), ($1, '2026-11-20T02:00:00Z', NULL, 'D', 1, now())
            """, stream);
        await system.Store.ExecuteAsync(
            "INSERT INTO permit_limit (thing_id, property, period_s, upper_limit, unit, source, valid_from) VALUES ($1, 'w01018', 3600, 50, 'mg/L', 'permit', '2020-01-01Z')", thing);
        var reader = (await system.PersonAsync("officer", Hebei)).Program;
        var path = $"api/things/{thing}/series?property=w01018&periodS=3600&from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";

        var series = await reader.JsonAsync("GET", path);
        var csv = await reader.GetStringAsync(new Uri(path.Replace("/series?", "/series.csv?", StringComparison.Ordinal), UriKind.Relative));

        Assert.Equal("mg/L", series.GetProperty("unit").GetString());
        Assert.Equal("[1795136400000,42.5,\"N\",0]", series.GetProperty("points")[0].GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, series.GetProperty("points")[1][1].ValueKind);
        Assert.Equal(50, series.GetProperty("limits")[0].GetProperty("upper").GetDouble());
        Assert.Equal(
            ["time_utc,property,basis,period_s,value,unit,flag,quality", "2026-11-20T01:00:00Z,w01018,avg,3600,42.5,mg/L,N,0", "2026-11-20T02:00:00Z,w01018,avg,3600,,mg/L,D,1"],
            csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_picture_is_shown_to_those_who_may_see_its_camera()
    {
        var camera = await system.Store.AddThingAsync("camera-1", StoreSeed.ChangAn, "camera");
        var hash = new string('a', 60) + "0123";
        await system.Store.ExecuteAsync(
            """
            INSERT INTO video_event (camera_id, event_key, kind, source, started_at, snapshot_hash, raw, received_at)
            VALUES ($1, 'e1', 'smoke', 'unified', now(), $2, '{}', now())
            """, camera, hash);
        var folder = Directory.CreateDirectory(Path.Combine(system.Home, "snapshots", "aa"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{hash}.jpg"), [0xFF, 0xD8, 0xFF, 0xD9]);
        var inside = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;
        var outside = (await system.PersonAsync("inspector", StoreSeed.Tangshan)).Program;
        var address = (await inside.JsonAsync("GET", $"api/things/{camera}/video")).GetProperty("items")[0].GetProperty("snapshot").GetString()!;

        using var picture = await inside.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", picture.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await outside.StatusAsync("GET", address));
        Assert.Equal(HttpStatusCode.NotFound, await inside.StatusAsync("GET", "/api/snapshots/..%2F..%2Fsecrets"));
    }

    [Fact]
    public async Task The_area_tree_and_the_properties_are_told_to_readers_and_to_no_guest()
    {
        var officer = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;
        var guest = (await system.PersonAsync("guest", StoreSeed.ChangAn)).Program;

        Assert.True((await officer.JsonAsync("GET", "api/areas")).GetProperty("items").GetArrayLength() > 170);
        Assert.True((await officer.JsonAsync("GET", "api/properties")).GetProperty("items").GetArrayLength() > 50);
        Assert.Equal(HttpStatusCode.Forbidden, await guest.StatusAsync("GET", "api/areas"));
    }

    private static async Task<JsonElement> PostCsvAsync(HttpClient client, string csv)
    {
        using var answer = await client.PostAsync(new Uri("api/things", UriKind.Relative), new StringContent(csv, Encoding.UTF8, "text/csv"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
