using System.Globalization;
using System.Net;
using System.Text;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Ingest;

/// <summary>Sends those examples of docs/field-protocol.md that go by HTTP.</summary>
public sealed class FieldProtocol_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    [Fact]
    public async Task Every_example_by_http_is_taken()
    {
        var thing = await system.Store.AddThingAsync("outfall-1", StoreSeed.ChangAn);
        await system.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('thing', 'outfall-1', $1), ('mn', '130100F0A000000000000001', $1)", thing);
        await system.Store.ExecuteAsync(
            """
            INSERT INTO datastream (id, thing_id, property, statistic, period_s, unit, interval_s) OVERRIDING SYSTEM VALUE
            VALUES (7001, $1, 'w01018', 'instant', 0, 'mg/L', 300), (7003, $1, 'w21003', 'instant', 0, 'mg/L', 300)
            """,
            thing);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        var examples = Examples(await File.ReadAllTextAsync(Repository.PathOf("docs", "field-protocol.md"))).ToList();
        foreach (var (address, type, body) in examples)
        {
            using var answer = await person.Program.PostAsync(
                new Uri(address.Replace("{id}", thing.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), UriKind.Relative), new StringContent(body, Encoding.UTF8, type));
            Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{address}: {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(5, examples.Count);
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM rejected_message"));
        Assert.Equal("38.4 38.9 39.1 39 38.7", await system.Store.ScalarAsync<string>(
            "SELECT string_agg(value::text, ' ' ORDER BY phenomenon_time) FROM observation WHERE datastream_id = 7001"));
        Assert.Equal("2061", await system.Store.ScalarAsync<string>("SELECT cn FROM device_command"));
        Assert.Equal("0.025 L", await system.Store.ScalarAsync<string>("SELECT value || ' ' || flag::text FROM observation WHERE datastream_id = 7003"));
    }

    private static IEnumerable<(string Address, string Type, string Body)> Examples(string document)
    {
        var blocks = document.Split("```");
        for (var i = 1; i < blocks.Length; i += 2)
        {
            var end = blocks[i].IndexOf('\n', StringComparison.Ordinal);
            if (blocks[i][..end].Split(' ') is [var language, "POST", var address])
            {
                yield return (address.TrimStart('/'), language == "csv" ? "text/csv" : "application/json", blocks[i][(end + 1)..].Trim());
            }
        }
    }
}
