using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Testing;
using Gis.Tiles.Filters;
using Gis.Tiles.SensorThings;
using Gis.Tiles.SensorThings.Query;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>
/// A store of 20,000 datastreams: of the questions that are asked most the store looks at no more streams than the answer needs. Counted is how often it goes to
/// the values of a stream (the loops of the plan), as the store planned it itself.
/// </summary>
public sealed partial class StaLargeStore_Tests(StoreFixture store) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private const int Streams = 20_000;
    private const int ValuesOfEach = 8;
    private const int Page = 100;

    private static readonly StaEntity Observations = StaModel.ByName["Observation"];

    private static readonly Expression OfADay = ODataParser.Parse("phenomenonTime ge 2020-01-02T00:00:00Z and phenomenonTime lt 2020-01-03T00:00:00Z");

    public async Task InitializeAsync()
    {
        if (await store.ScalarAsync<long>("SELECT count(*) FROM thing") == 0)
        {
            await store.ExecuteAsync(
                $"""
                INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat) SELECT 'outfall_water', '排口' || n, 'Outfall ' || n, '130102', 114 + n * 0.0001, 38 FROM generate_series(1, {Streams / 4}) n;
                INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
                SELECT t.id, p, 'instant', 0, 'mg/L', 21600 FROM thing t, unnest(ARRAY['w01018', 'w01001', 'w21003', 'w21011']) p ORDER BY t.id, p;
                INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at)
                SELECT d.id, '2020-01-02T00:00:00Z'::timestamptz + n * interval '6 hours', n, 0, now() FROM datastream d, generate_series(0, {ValuesOfEach - 1}) n;
                INSERT INTO latest_observation (datastream_id, phenomenon_time, value, quality, received_at) SELECT id, '2020-01-03T18:00:00Z', 7, 0, now() FROM datastream;
                ANALYZE;
                """);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task First_page_of_all_observations_looks_at_the_streams_that_fill_it()
    {
        var looks = await LooksAsync(null, new StaOptions { Top = Page }, selection => selection.PageSql(Page + 1, Observations.Properties), parent: null);

        Assert.InRange(looks, 1, (Page / ValuesOfEach) + 2);
    }

    [Fact]
    public async Task First_page_of_a_day_looks_at_the_streams_that_fill_it()
    {
        var looks = await LooksAsync(null, new StaOptions { Top = Page, Filter = OfADay }, selection => selection.PageSql(Page + 1, Observations.Properties), parent: null);

        Assert.InRange(looks, 1, (Page / 4) + 2);
    }

    [Fact]
    public async Task Day_of_a_datastream_looks_at_no_other()
    {
        var looks = await LooksAsync("Datastream", new StaOptions { Top = Page, Filter = OfADay }, selection => selection.PageSql(Page + 1, Observations.Properties), parent: 777);

        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task Count_of_a_datastream_looks_at_no_other()
    {
        var looks = await LooksAsync("Datastream", new StaOptions { Top = Page, Count = true }, selection => selection.CountSql(), parent: 777);

        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task One_observation_is_found_by_its_stream()
    {
        var at = new DateTimeOffset(2020, 1, 2, 6, 0, 0, TimeSpan.Zero);

        var looks = await LooksAsync(null, new StaOptions(), selection => selection.PageSql(1, Observations.Properties), parent: null, new StaKey(777, at, null));

        Assert.Equal(1, looks);
    }

    [Theory]
    [InlineData("Datastream/id eq 777", 1)]
    [InlineData("Datastream/Thing/id eq 77", 4)]
    [InlineData("FeatureOfInterest/id eq 77 and result gt 3", 4)]
    public async Task What_is_asked_of_the_stream_is_asked_before_its_values_are_looked_at(string filter, int streams)
    {
        var options = new StaOptions { Top = Page, Filter = ODataParser.Parse(filter) };

        Assert.Equal(streams, await LooksAsync(null, options, selection => selection.PageSql(Page + 1, Observations.Properties), parent: null));
        Assert.Equal(streams, await LooksAsync(null, options, selection => selection.CountSql(), parent: null));
    }

    /// <summary>How often the values of a stream were gone to; a look at all of them at once counts as a look at each.</summary>
    private async Task<int> LooksAsync(string? from, StaOptions options, Func<StaSelection, string> sqlOf, long? parent, StaKey? key = null)
    {
        var selection = new StaSelection(Observations, from is null ? null : StaModel.ByName[from].Navigation("Observations"), key, options, StaWorld.SeesAll);
        await using var connection = await store.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {sqlOf(selection)}", connection);
        command.Parameters.Add(new NpgsqlParameter<long?[]> { TypedValue = [parent] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?[]> { TypedValue = [null] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [null] });
        command.Parameters.AddRange(selection.Parameters.All.ToArray());
        var lines = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        var plan = string.Join('\n', lines);
        Assert.True(OfValues().IsMatch(plan), plan);
        return OfValues().Matches(plan).Max(match => match.Groups[1].Value == "Seq Scan" ? Streams : int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"(Seq Scan|Index Scan|Index Only Scan|Bitmap Heap Scan)[^\n]* on observation_other\b[^\n]*\(actual rows=\d+ loops=(\d+)\)")]
    private static partial Regex OfValues();
}
