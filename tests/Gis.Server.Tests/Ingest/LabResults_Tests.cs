using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Ingest;

/// <summary>Laboratory results by upload: every row is answered, the good ones are stored.</summary>
public sealed class LabResults_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly Uri Address = new("api/ingest/lab-results", UriKind.Relative);
    private readonly string _code = $"lab-{Guid.NewGuid():N}";

    [Fact]
    public async Task Good_rows_are_stored_and_the_others_told_and_kept()
    {
        var stream = await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        var csv = $"""
            点位,项目,采样时间,结果,单位,样品编号
            {_code},w01018,2026-11-03 09:30,38.4,mg/L,S-1
            {_code},w01018,2026-11-03 10:30,<4,mg/L,S-2
            {_code},w01018,2026-11-03 11:30,5000,ug/L,S-3
            {_code},w01018,soon,1,mg/L,S-4
            nobody-knows,w01018,2026-11-03 09:30,1,mg/L,S-5
            {_code},w01018,2099-11-03 09:30,1,mg/L,S-6
            """;

        var report = await UploadAsync(person.Program, new StringContent(csv, Encoding.UTF8, "text/csv"));

        Assert.Equal((3, 0, 3), (report.GetProperty("stored").GetInt32(), report.GetProperty("duplicates").GetInt32(), report.GetProperty("refused").GetInt32()));
        Assert.Equal(
            ["2 stored", "3 stored", "4 stored", "5 refused bad-time", "6 refused unknown-device", "7 refused time-out-of-window"],
            report.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("line")} {row.GetProperty("outcome")} {row.GetProperty("code")}".Trim()));
        Assert.Equal("38.4//0 4/L/1 5//0", await system.Store.ScalarAsync<string>(
            "SELECT string_agg(value || '/' || coalesce(flag::text, '') || '/' || quality, ' ' ORDER BY phenomenon_time) FROM observation WHERE datastream_id = $1 AND result_time IS NOT NULL", stream));
        Assert.Equal(3L, await system.Store.ScalarAsync<long>(
            "SELECT count(*) FROM device_message WHERE kind = 'observation_parameters' AND content ->> 'datastream' = $1::text AND content -> 'parameters' ->> 'sample_no' LIKE 'S-_'", $"{stream}"));
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM rejected_message WHERE source = 'http' AND topic = 'lab-results/5' AND code = 'bad-time'"));
    }

    [Fact]
    public async Task The_same_table_again_is_all_duplicates()
    {
        await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync("administrator", StoreSeed.Shijiazhuang);
        var csv = $"thing,property,sampled_at,value,unit\n{_code},COD,2026-11-03 09:30,38.4,mg/L\n";

        await UploadAsync(person.Program, new StringContent(csv, Encoding.UTF8, "text/csv"));
        var again = await UploadAsync(person.Program, new StringContent(csv, Encoding.UTF8, "text/csv"));

        Assert.Equal((0, 1), (again.GetProperty("stored").GetInt32(), again.GetProperty("duplicates").GetInt32()));
    }

    [Fact]
    public async Task File_of_a_form_is_taken()
    {
        await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a remark"), "remark" },
            { new StringContent($"thing,property,sampled_at,value,unit\n{_code},w01018,2026-11-03 09:30,38.4,mg/L\n"), "file", "results.csv" },
        };

        Assert.Equal(1, (await UploadAsync(person.Program, form)).GetProperty("stored").GetInt32());
    }

    [Fact]
    public async Task Thing_outside_the_area_is_not_known()
    {
        var stream = await StreamAsync(StoreSeed.Tangshan);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        var csv = $"thing,property,sampled_at,value,unit\n{_code},w01018,2026-11-03 09:30,38.4,mg/L\n";

        var report = await UploadAsync(person.Program, new StringContent(csv, Encoding.UTF8, "text/csv"));

        Assert.Equal("unknown-device", report.GetProperty("rows")[0].GetProperty("code").GetString());
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM observation WHERE datastream_id = $1", stream));
    }

    [Theory]
    [InlineData("a,b\n1,2", "bad-columns", HttpStatusCode.BadRequest)]
    [InlineData("PK\u0003\u0004nothing", "bad-workbook", HttpStatusCode.BadRequest)]
    public async Task File_that_is_no_table_is_a_problem(string text, string code, HttpStatusCode status)
    {
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        using var answer = await person.Program.PostAsync(Address, new StringContent(text, Encoding.UTF8, "text/csv"));

        Assert.Equal((status, $"urn:gis:{code}"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString()));
    }

    [Fact]
    public async Task File_that_is_too_large_is_a_problem()
    {
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        using var answer = await person.Program.PostAsync(Address, new ByteArrayContent(new byte[(5 << 20) + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private async Task<long> StreamAsync(string area)
    {
        var thing = await system.Store.AddThingAsync(_code, area);
        await system.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('thing', $1, $2)", _code, thing);
        return await system.Store.AddDatastreamAsync(thing);
    }

    private static async Task<JsonElement> UploadAsync(HttpClient client, HttpContent content)
    {
        using var answer = await client.PostAsync(Address, content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
