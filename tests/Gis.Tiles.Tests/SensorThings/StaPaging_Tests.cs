using System.Diagnostics;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>req/request-data/pagination: next links hold each entity once, whatever comes meanwhile.</summary>
public sealed class StaPaging_Tests(SensorThingsSystem system) : IClassFixture<SensorThingsSystem>
{
    [Theory]
    [InlineData("Things", 9)]
    [InlineData("Locations", 10)]
    [InlineData("HistoricalLocations", 10)]
    [InlineData("Datastreams", 7)]
    [InlineData("Sensors", 6)]
    [InlineData("FeaturesOfInterest", 9)]
    [InlineData("Datastreams(1)/Observations", 250)]
    [InlineData("Datastreams(2)/Observations", 48)]
    public async Task Walk_finds_every_entity_once(string set, int count)
    {
        var ids = await (await system.ProvinceAsync()).WalkAsync($"{set}?$top={(count > 20 ? 7 : 2)}");

        Assert.Equal((count, count), (ids.Count, ids.Distinct().Count()));
    }

    [Theory]
    [InlineData("$orderby=phenomenonTime desc")]
    [InlineData("$orderby=phenomenonTime asc")]
    [InlineData("$orderby=Datastream/id desc,phenomenonTime")]
    [InlineData("$orderby=result")]
    [InlineData("$orderby=resultTime desc,result desc")]
    [InlineData("$filter=result gt 3")]
    public async Task Walk_over_all_observations_finds_each_once_in_any_order(string order)
    {
        var client = await system.ProvinceAsync();
        var all = await client.StaAsync($"Observations?{order}&$count=true&$top=0");

        var ids = await client.WalkAsync($"Observations?{order}&$top=130&$select=id");

        Assert.Equal((all.GetProperty("@iot.count").GetInt64(), ids.Count), (ids.Distinct().Count(), ids.Distinct().Count()));
        Assert.True(ids.Count > 300);
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Walk_doubles_and_misses_nothing_while_others_write(string direction)
    {
        var client = await system.ProvinceAsync();
        var before = await client.WalkAsync("Datastreams(3)/Observations?$top=1000&$select=id");
        var found = new List<string>();
        var written = 0;
        for (var next = $"Datastreams(3)/Observations?$top=11&$orderby=phenomenonTime {direction}&$select=id"; next is not null;)
        {
            var page = await client.StaAsync(next);
            found.AddRange(page.Ids());
            next = page.NextLink();
            foreach (var place in (string[])["2026-11-20T22:00:30Z", "2026-11-21T03:00:30Z"])
            {
                await system.Store.ExecuteAsync(
                    "INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at) VALUES (3, $1::text::timestamptz + $2 * interval '1 microsecond', 1, 0, now()) ON CONFLICT DO NOTHING",
                    place, written++);
            }
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Empty(before.Except(found));
    }

    [Fact]
    public async Task Next_link_of_another_order_is_refused()
    {
        var client = await system.ProvinceAsync();
        var token = (await client.StaAsync("Things?$top=1")).NextLink()!.Split("$skiptoken=")[1];

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await client.StaStatusAsync($"Things?$orderby=name&$skiptoken={token}"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await client.StaStatusAsync($"Datastreams?$skiptoken={token}"));
    }

    /// <summary>Another program than ours, with nothing but HTTP and JSON: it follows whatever the service document and the links say.</summary>
    [Fact]
    public async Task Foreign_program_finds_every_entity_once_from_the_service_document()
    {
        const string walk =
            """
            import json, sys, urllib.request
            def get(url):
                return json.load(urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": sys.argv[2]})))
            for entry in get(sys.argv[1])["value"]:
                seen, url = [], entry["url"] + "?$top=50"
                while url:
                    page = get(url)
                    seen += [item["@iot.selfLink"] for item in page["value"]]
                    url = page.get("@iot.nextLink")
                assert get(seen[0])["@iot.selfLink"] == seen[0]
                print(entry["name"], len(seen), len(set(seen)))
            """;
        var client = await system.ProvinceAsync();
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", walk, new Uri(system.Address, "sta/v1.1").ToString(), client.DefaultRequestHeaders.Authorization!.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, errors);
        var lines = (await output).Trim().Split('\n').Select(line => line.Split(' ')).ToArray();
        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => Assert.Equal(line[1], line[2]));
        Assert.Contains(lines, line => line[0] == "Things" && line[1] == "9");
    }
}
