using System.Net;
using System.Text.RegularExpressions;
using Gis.Tiles.Crs;
using Gis.Tiles.Filters;
using Gis.Tiles.Layers;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests.Filters;

/// <summary>
/// A hundred thousand filters made by chance, with seeds: each is either read or refused with a place, never anything else; the SQL of those that are read
/// holds nothing of the caller's, and the store computes them on every row without an error.
/// </summary>
[Collection(TilesSystemGroup.Name)]
public sealed partial class FilterFuzz_Tests(TilesSystem system)
{
    private const int Cases = 50_000;
    private const int CasesForTheStore = 3_000;
    private const int CasesOverHttp = 1_500;

    private static readonly string[] Words =
    [
        "code", "households", "class", "geometry", "happened_at", "secret_word", "\"code\"", "'130102'", "'O''Brien'", "'%_\\\\'", "'secret text'", "12", "0", "-1.5e3", ".5", "1e99", "1e-99",
        "TRUE", "FALSE", "AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV", "=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "^", "(", ")", "(", ")", ",",
        "DATE('2026-11-22')", "TIMESTAMP('2026-11-22T05:00:00Z')", "INTERVAL('2026-11-22','..')", "S_INTERSECTS", "S_WITHIN", "S_CROSSES", "T_AFTER", "T_DURING", "CASEI",
        "POINT(114.5 38.5)", "BBOX(114,38,115,39)", "POLYGON((114 38, 115 38, 115 39, 114 38))", "LINESTRING(0 0, 1 1)", "POINT", "1e999", "'", "\"", ";", "--", "/*", "\\", "$1", "\0", "长安区", "\ud800",
    ];

    private static readonly string[] Whole =
    [
        "code = '130102' AND households > 12", "households + 1 * 2 ^ 3 / 0 = 4", "S_INTERSECTS(geometry, POINT(114.5 38.5))", "code LIKE '13%' OR NOT (class IS NULL)",
        "households BETWEEN 1 AND 20", "code IN ('1', '2', '130102')", "T_DURING(happened_at, INTERVAL('2026-11-22', '..'))", "households ^ 0.5 ^ 3 < 1e99", "households DIV households % households > 0",
        """{"op":"and","args":[{"op":"=","args":[{"property":"code"},"130102"]},{"op":">","args":[{"property":"households"},12]}]}""",
        """{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[114,38],[115,38],[115,39],[114,38]]]}]}""",
        """{"op":"t_after","args":[{"property":"happened_at"},{"interval":["..","2026-11-22"]}]}""",
        """{"op":"in","args":[{"op":"+","args":[{"property":"households"},1]},[1,2,13]]}""",
    ];

    private static readonly IReadOnlyDictionary<string, QueryableProperty> Known = Queryables.Of(
        new FeatureSource("", "happened_at"),
        [.. LayerField.Common, new("happened_at", "string", IsTime: true), new("households", "number"), new("class", "string"), new("is_new", "boolean")]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Filter_made_by_chance_is_read_or_refused_and_never_fails(int seed)
    {
        var chance = new Random(seed);
        var read = new List<(string Filter, Filter Made)>();
        for (var i = 0; i < Cases; i++)
        {
            var filter = chance.Next(2) == 0 ? Heap(chance) : Changed(chance);
            var language = filter.StartsWith('{') || chance.Next(10) == 0 ? FilterLanguage.Json : FilterLanguage.Text;
            var system = ReferenceSystems.All[chance.Next(ReferenceSystems.All.Count)];
            if (Filter.TryParse(filter, language, chance.Next(4) == 0 ? system : ReferenceSystems.Crs84, Known, out var why) is { } made)
            {
                read.Add((filter, made));
                Assert.Matches(OurWords(), made.Sql(new SqlParameters(0)));
            }
            else
            {
                Assert.Equal(400, why!.Status);
                Assert.NotNull(why.At);
                Assert.NotEmpty(why.Accepted!);
            }
        }

        Assert.True(read.Count > Cases / 50, $"only {read.Count} of the filters can be read: too few to tell anything");
        await ComputeAsync(read.DistinctBy(made => made.Filter).Take(CasesForTheStore));
    }

    /// <summary>The whole way, over HTTP: an answer or a refusal that names the filter.</summary>
    [Fact]
    public async Task Filter_made_by_chance_gets_an_answer_or_a_refusal()
    {
        var client = system.Anyone;
        var chance = new Random(3);
        for (var i = 0; i < CasesOverHttp; i++)
        {
            var filter = chance.Next(3) == 0 ? Heap(chance) : Changed(chance);
            using var answer = await client.GetAsync($"/ogc/collections/districts/items?filter-lang={(filter[0] == '{' ? "cql2-json" : "cql2-text")}&filter={Uri.EscapeDataString(filter)}");
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} for {filter}");
        }
    }

    /// <summary>On rows of every kind: values, nulls, zero, the largest, and no geometry.</summary>
    private async Task ComputeAsync(IEnumerable<(string Filter, Filter Made)> filters)
    {
        await using var connection = await system.Store.Tiles.OpenConnectionAsync();
        foreach (var (filter, made) in filters)
        {
            var parameters = new SqlParameters(0);
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM ({Rows}) f WHERE {made.Sql(parameters)}", connection);
            command.Parameters.AddRange(parameters.All.ToArray());
            try
            {
                await command.ExecuteScalarAsync();
            }
            catch (PostgresException e)
            {
                Assert.Fail($"{filter}\n{command.CommandText}\n{e.MessageText}");
            }
        }
    }

    private const string Rows =
        """
        SELECT v.code, v.code AS name_zh, v.code AS name_en, v.code AS area_code, v.at, v.properties, v.geom
        FROM (VALUES
            ('130102', '2026-11-22T05:00:00Z'::timestamptz, '{"households": 12, "class": "district", "is_new": true}'::jsonb, ST_MakeEnvelope(114, 38, 115, 39, 4490)),
            (NULL, NULL, '{"households": 0}', ST_SetSRID(ST_MakePoint(114.5, 38.5), 4490)),
            ('', 'infinity', '{"households": 1e99, "class": 7, "is_new": "yes"}', ST_SetSRID(ST_GeomFromText('LINESTRING(113 38, 116 39)'), 4490)),
            ('\', '-infinity', '{"households": -1e-99}', NULL),
            ('x', '2026-11-21T05:00:00Z', '{"households": "many"}', ST_SetSRID(ST_GeomFromText('POLYGON EMPTY'), 4490))) v (code, at, properties, geom)
        """;

    private static string Heap(Random chance) => SpoiltText.Heap(chance, Words);

    private static string Changed(Random chance) => SpoiltText.Changed(chance, Whole, Words);

    /// <summary>The words, signs and parameters that the compiler writes, and nothing else.</summary>
    [GeneratedRegex("""^(\(|\)|,| |=|<|>|\+|-|\*|/|%|::|\$\d+|f\.(code|name_zh|name_en|area_code|at|geom|properties)\b|"C"|'(number|boolean|-?infinity)'|0|4490|3857|4326|45[1-5]\d|(text|numeric|boolean|timestamptz|true|false|AND|OR|NOT|IS|NULL|LIKE|BETWEEN|COLLATE|CASE|WHEN|THEN|END|jsonb_typeof|div|nullif|filter_power|ST_\w+)\b)*$""")]
    private static partial Regex OurWords();
}
