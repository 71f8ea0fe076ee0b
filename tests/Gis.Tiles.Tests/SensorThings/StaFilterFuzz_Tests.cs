using System.Net;
using Gis.Tiles.Filters;
using Gis.Tiles.SensorThings;
using Gis.Tiles.SensorThings.Query;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>
/// A hundred thousand filters made by chance, with seeds: each is either read or refused with a place, never anything else; what is read the store takes, on
/// a sample of them, and the whole way over HTTP gives an answer or a refusal.
/// </summary>
[Collection(SensorThingsGroup.Name)]
public sealed class StaFilterFuzz_Tests(SensorThingsSystem system)
{
    private const int Cases = 50_000;
    private const int CasesForTheStore = 1_500;
    private const int CasesOverHttp = 600;

    private static readonly string[] Words =
    [
        "id", "@iot.id", "name", "description", "result", "phenomenonTime", "resultTime", "properties/kind", "parameters/quality", "location", "Datastreams/name", "Datastream/id", "Thing/name",
        "Datastreams/Observations/result", "Datastream/Thing/Locations/location", "Things/Datastreams/id", "Locations/location", "ObservedProperty/id", "'x'", "'O''Brien'", "''", "12", "-1.5e3", "1e99", "1e-99", "1e999",
        "true", "false", "null", "and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "add", "sub", "mul", "div", "mod", "(", ")", "(", ")", ",",
        "2026-11-22T05:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-11-22", "2026-13-45", "08:00:00", "duration'P10Y'", "duration'x'", "now()", "mindatetime()", "maxdatetime()",
        "geography'POINT(114.5 38.5)'", "geography'POLYGON((114 38, 115 38, 115 39, 114 38))'", "geography'x'", "substringof(", "length(", "year(", "date(", "time(", "geo.distance(", "st_within(", "st_relate(",
        "substring(", "round(", "'", "\"", ";", "--", "$1", "\0", "长安区", "\ud800", "/", "//", "é",
    ];

    private static readonly string[] Whole =
    [
        "name eq 'x' and id gt 12", "result add 1 mul 2 div 3 sub 4 mod 5 eq 4", "st_within(location, geography'POINT(114.5 38.5)')", "substringof('x', name) or not (description eq null)",
        "phenomenonTime ge 2026-11-22T05:00:00Z and phenomenonTime lt now() sub duration'P1D'", "Datastreams/Observations/result gt 5 and Datastreams/ObservedProperty/id eq 'w01018'",
        "Datastream/Thing/Locations/name eq name", "substring(name, 1, 2) eq concat('a', tolower(name))", "year(resultTime) eq 2026 or date(resultTime) eq 2026-11-22", "properties/a/b eq 5 and properties/c eq 'x'",
        "indexof(name, 'x') add length(name) gt -1", "substring(name, result mul 1e99, result) eq name", "floor(result) eq ceiling(result) and round(result) eq result", "geo.distance(location, geography'POINT(1 1)') lt 5",
        "phenomenonTime add duration'P3650D' add duration'P3650D' gt maxdatetime()", "Thing/properties/kind eq 'x' and (Thing/id eq id)", "st_relate(feature, geography'POINT(1 1)', 'T********')",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Filter_made_by_chance_is_read_or_refused_and_the_store_takes_what_is_read(int seed)
    {
        var chance = new Random(seed);
        var read = new List<(string Filter, StaEntity Entity, Expression Expression)>();
        for (var i = 0; i < Cases; i++)
        {
            var filter = chance.Next(2) == 0 ? Heap(chance) : Changed(chance);
            var entity = StaModel.All[chance.Next(StaModel.All.Count)];
            try
            {
                var expression = ODataParser.Parse(filter);
                _ = Made(entity, expression).CountSql();
                read.Add((filter, entity, expression));
            }
            catch (FilterFault fault)
            {
                Assert.NotEmpty(fault.Place);
                Assert.NotEmpty(fault.Accepted);
            }
        }

        Assert.True(read.Count > Cases / 100, $"only {read.Count} of the filters can be read: too few to tell anything");
        await using var connection = await system.Store.Tiles.OpenConnectionAsync();
        foreach (var (filter, entity, expression) in read.DistinctBy(made => (made.Filter, made.Entity)).Take(CasesForTheStore))
        {
            var selection = Made(entity, expression);
            await using var command = new NpgsqlCommand(selection.PageSql(5, entity.Properties), connection);
            command.Parameters.Add(new NpgsqlParameter<long?[]> { TypedValue = [null] });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?[]> { TypedValue = [null] });
            command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [null] });
            command.Parameters.AddRange(selection.Parameters.All.ToArray());
            try
            {
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                }
            }
            catch (PostgresException e)
            {
                Assert.Fail($"{entity.Set} {filter}\n{command.CommandText}\n{e.MessageText}");
            }
        }
    }

    [Fact]
    public async Task Request_made_by_chance_gets_an_answer_or_a_refusal()
    {
        var client = await system.ProvinceAsync();
        var chance = new Random(3);
        string[] pieces = ["$filter", "$select", "$expand", "$orderby", "$top", "$skip", "$count", "$skiptoken", "resultFormat", "$apply"];
        string[] values = ["name", "id desc", "Datastreams($top=1;$expand=Observations($orderby=phenomenonTime desc;$top=1))", "Observations", "Datastream,FeatureOfInterest", "5", "0", "true", "dataArray", "result", "@@@@", "((", "*"];
        for (var i = 0; i < CasesOverHttp; i++)
        {
            var entity = StaModel.All[chance.Next(StaModel.All.Count)];
            var options = Enumerable.Range(0, chance.Next(4)).Select(_ => $"{pieces[chance.Next(pieces.Length)]}={Uri.EscapeDataString(values[chance.Next(values.Length)])}")
                .Append($"$filter={Uri.EscapeDataString(chance.Next(3) == 0 ? Heap(chance) : Changed(chance))}");
            using var answer = await client.GetAsync($"{StaClient.Root}/{entity.Set}?{string.Join('&', options)}");
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotImplemented, $"{(int)answer.StatusCode} for {answer.RequestMessage!.RequestUri}");
        }
    }

    private static StaSelection Made(StaEntity entity, Expression filter) => new(entity, null, null, new StaOptions { Filter = filter }, StaWorld.SeesAll);

    private static string Heap(Random chance) => SpoiltText.Heap(chance, Words);

    private static string Changed(Random chance) => SpoiltText.Changed(chance, Whole, Words);
}
