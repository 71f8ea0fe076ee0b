using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches.Statistics;

/// <summary>The figures of a period through the whole server.</summary>
public sealed class PatchStatistics_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private const string ChangAn = "130102";
    private const string Qiaoxi = "130104";
    private const string Tangshan = "130202";

    /// <summary>A patch as it would have come by its course, each year on its own, so that tests do not meet.</summary>
    private async Task PatchAsync(int year, string area, string state, string? verdict, double m2, double? cultivated, string kind = "20", string? judgedOn = null, string? dueOn = null)
    {
        var number = $"{Guid.NewGuid():N}";
        var id = await system.Store.ScalarAsync<long>(
            """
            WITH a AS (INSERT INTO account (name, display_name) VALUES ('batches', 'batches') ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name RETURNING id),
            b AS (
                INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash)
                SELECT '130000', $1, 'issued', 'demo', $2::date, ($3 || '-07-01')::timestamptz, id, 'test', 'test' FROM a RETURNING id)
            INSERT INTO patch (batch_id, area_code, number, kind, area_m2, after_on, origin, outline)
            SELECT id, $4, $1, $5, $6, ($3 || '-06-15')::date, 'demo', ST_Multi(ST_MakeEnvelope(114.5, 38, 114.501, 38.001, 4490)) FROM b RETURNING id
            """,
            number, DateOnly.Parse(dueOn ?? "2999-01-01", CultureInfo.InvariantCulture), $"{year}", area, kind, m2);
        if (cultivated is { } taken)
        {
            await system.Store.ExecuteAsync(
                "INSERT INTO patch_triage (patch_id, outcome, cultivated_m2, basic_farmland_m2, red_line_m2, sample, triaged_at) VALUES ($1, 'doubtful', $2, 0, 0, false, now())", id, taken);
        }

        if (verdict is not null)
        {
            await system.Store.ExecuteAsync(
                "INSERT INTO patch_event (patch_id, kind, at, state, verdict) VALUES ($1, 'judged', $2::text::timestamptz, 'judged', $3)", id, $"{judgedOn ?? $"{year}-07-01"}T04:00:00Z", verdict);
        }

        if (state is not ("issued" or "judged"))
        {
            await system.Store.ExecuteAsync("INSERT INTO patch_event (patch_id, kind, at, state) VALUES ($1, 'sent_on', now(), $2)", id, state);
        }
    }

    private static decimal M2(JsonElement figures, string column) => figures.GetProperty(column).GetProperty("m2").GetDecimal();

    private static JsonElement Row(JsonElement all, string key) => all.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key);

    [Fact]
    public async Task Only_final_verdicts_count_and_open_ones_are_its_bounds()
    {
        await PatchAsync(2001, ChangAn, "case", "V1", 1000, 100);
        await PatchAsync(2001, ChangAn, "accepted", "V5", 1000, 50);
        await PatchAsync(2001, ChangAn, "closed", "L1", 1000, 600);
        await PatchAsync(2001, ChangAn, "closed", "O4", 1000, 1000);
        await PatchAsync(2001, ChangAn, "submitted", "V1", 1000, 30);
        await PatchAsync(2001, ChangAn, "returned", "V1", 1000, 20);
        await PatchAsync(2001, ChangAn, "judged", "U", 1000, 7);
        await PatchAsync(2001, ChangAn, "issued", null, 400, null);
        var officer = (await system.PersonAsync("officer", "130000")).Program;

        var whole = (await officer.JsonAsync("GET", "api/patch-statistics?from=2001-01-01&to=2001-12-31")).GetProperty("whole");

        var share = whole.GetProperty("accountability");
        Assert.Equal((150m, 750m, 457m, 50m), (M2(share, "unlawful"), M2(share, "construction"), M2(share, "open"), M2(share, "putRight")));
        Assert.Equal(0.2, share.GetProperty("share").GetDouble(), 12);
        Assert.Equal(150 / 1207.0, share.GetProperty("shareLow").GetDouble(), 12);
        Assert.Equal(607 / 1207.0, share.GetProperty("shareHigh").GetDouble(), 12);
        Assert.Equal(180 / 780.0, share.GetProperty("shareSoFar").GetDouble(), 12);
        Assert.Equal("open", share.GetProperty("standing").GetString());
        Assert.Equal((8, 5, 3, 1), (whole.GetProperty("patches").GetInt32(), whole.GetProperty("judged").GetInt32(), whole.GetProperty("open").GetInt32(), whole.GetProperty("notCompared").GetInt32()));
        Assert.Equal(
            (2, 2, 0, 1),
            (whole.GetProperty("finalLawful").GetInt32(), whole.GetProperty("finalUnlawful").GetInt32(), whole.GetProperty("preliminaryLawful").GetInt32(), whole.GetProperty("preliminaryUnlawful").GetInt32()));
    }

    [Fact]
    public async Task Areas_add_up_exactly_from_counties_to_cities_to_the_whole()
    {
        var dice = new Random(7);
        foreach (var area in (string[])[ChangAn, ChangAn, Qiaoxi, Qiaoxi, Qiaoxi, Tangshan, Tangshan])
        {
            await PatchAsync(2002, area, "closed", "L1", dice.NextDouble() * 10_000, dice.NextDouble() * 1000);
        }

        var officer = (await system.PersonAsync("officer", "130000")).Program;
        var counties = await officer.JsonAsync("GET", "api/patch-statistics?from=2002-01-01&to=2002-12-31&by=county");
        var cities = await officer.JsonAsync("GET", "api/patch-statistics?from=2002-01-01&to=2002-12-31&by=city");
        var city = await officer.JsonAsync("GET", "api/patch-statistics?from=2002-01-01&to=2002-12-31&by=county&area=130100");

        Assert.Equal(["130102", "130104", "130202"], counties.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()!));
        Assert.Equal(["130100", "130200"], cities.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()!));
        foreach (var column in (string[])["area", "cultivated"])
        {
            foreach (var unit in (string[])["m2", "mu"])
            {
                decimal Sum(JsonElement all) => all.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty(column).GetProperty(unit).GetDecimal());
                Assert.Equal(counties.GetProperty("whole").GetProperty(column).GetProperty(unit).GetDecimal(), Sum(counties));
                Assert.Equal(counties.GetProperty("whole").GetProperty(column).GetProperty(unit).GetDecimal(), Sum(cities));
            }

            Assert.Equal(M2(Row(cities, "130100"), column), M2(city.GetProperty("whole"), column));
            Assert.Equal(M2(Row(cities, "130100"), column), M2(Row(counties, ChangAn), column) + M2(Row(counties, Qiaoxi), column));
        }
    }

    [Fact]
    public async Task Judged_in_time_is_by_the_day_of_each_patch_in_beijing()
    {
        await PatchAsync(2003, ChangAn, "judged", "L1", 10, 1, judgedOn: "2003-07-31", dueOn: "2003-07-31");
        await PatchAsync(2003, ChangAn, "closed", "L1", 10, 1, judgedOn: "2003-08-01", dueOn: "2003-07-31");
        await PatchAsync(2003, ChangAn, "issued", null, 10, 1, dueOn: "2003-07-31");
        await PatchAsync(2003, ChangAn, "issued", null, 10, 1);
        var officer = (await system.PersonAsync("officer", "130000")).Program;

        var whole = (await officer.JsonAsync("GET", "api/patch-statistics?from=2003-01-01&to=2003-12-31&by=month")).GetProperty("whole");

        Assert.Equal((1, 2, 1, 2), (whole.GetProperty("inTime").GetInt32(), whole.GetProperty("late").GetInt32(), whole.GetProperty("overdue").GetInt32(), whole.GetProperty("open").GetInt32()));
        Assert.Equal(1 / 3.0, whole.GetProperty("inTimeShare").GetDouble(), 12);
    }

    [Fact]
    public async Task Caller_sees_the_figures_of_his_areas_alone()
    {
        await PatchAsync(2004, ChangAn, "case", "V1", 10, 5, kind: "20");
        await PatchAsync(2004, Tangshan, "closed", "L1", 10, 5, kind: "DL1");
        var (county, province) = ((await system.PersonAsync("officer", ChangAn)).Program, (await system.PersonAsync("officer", "130000")).Program);
        const string Year = "api/patch-statistics?from=2004-01-01&to=2004-12-31";

        Assert.Equal(["130102"], (await county.JsonAsync("GET", Year)).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()!));
        Assert.Equal(["20", "DL1"], (await province.JsonAsync("GET", $"{Year}&by=kind")).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()!));
        Assert.Equal(["2004-06"], (await province.JsonAsync("GET", $"{Year}&by=month")).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()!));
        Assert.Equal(HttpStatusCode.NotFound, await county.StatusAsync("GET", $"{Year}&area={Tangshan}"));
        Assert.Equal(HttpStatusCode.NotFound, await county.StatusAsync("GET", $"{Year}&area=999999"));
        Assert.Equal(HttpStatusCode.NotFound, await county.StatusAsync("GET", "api/patch-statistics.csv?area=130000"));
        Assert.Equal("bad-parameter", (await county.ProblemAsync("GET", $"{Year}&by=weather", null)).Code);
        Assert.Equal("bad-parameter", (await county.ProblemAsync("GET", "api/patch-statistics?from=2004-02-01&to=2004-01-01", null)).Code);
        Assert.Equal(0, (await province.JsonAsync("GET", "api/patch-statistics?from=1991-01-01&to=1991-12-31")).GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task Table_comes_as_a_file_named_by_its_period()
    {
        await PatchAsync(2005, ChangAn, "case", "V1", 10, 5);
        var officer = (await system.PersonAsync("officer", "130000")).Program;
        using var csv = await officer.GetAsync(new Uri("api/patch-statistics.csv?from=2005-01-01&to=2005-12-31", UriKind.Relative));
        using var xlsx = await officer.GetAsync(new Uri("api/patch-statistics.xlsx?from=2005-01-01&to=2005-12-31", UriKind.Relative));

        Assert.Equal("patches-by-county-2005-01-01-2005-12-31.csv", csv.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("2005-01-01,2005-12-31,130102,", lines[1], StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], (await csv.Content.ReadAsByteArrayAsync()).Take(3));
        Assert.Equal(lines[0].Split(',').Length, lines[2].Split(',').Length);

        // Another program reads the workbook, and the code is text to it.
        var folder = Directory.CreateTempSubdirectory("gis-xlsx-");
        var path = Path.Combine(folder.FullName, "table.xlsx");
        await File.WriteAllBytesAsync(path, await xlsx.Content.ReadAsByteArrayAsync());
        using var reader = Process.Start(new ProcessStartInfo("ogrinfo", ["-al", path, "--config", "OGR_XLSX_HEADERS", "FORCE"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var told = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        folder.Delete(recursive: true);
        Assert.Contains("Feature Count: 2", told, StringComparison.Ordinal);
        Assert.Contains("(String) = 130102", told, StringComparison.Ordinal);
        Assert.Contains("(Real) = 5", told.Replace("(Integer) = 5", "(Real) = 5", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
