using Gis.Tiles.Filters;
using Gis.Tiles.SensorThings;
using Gis.Tiles.SensorThings.Query;
using Npgsql;
using System.Text.RegularExpressions;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>How the store goes about the questions that are asked most: by key, and in the days that matter alone.</summary>
[Collection(SensorThingsGroup.Name)]
public sealed partial class StaPlans_Tests(SensorThingsSystem system)
{
    private static readonly OrderKey NewestFirst = new(new PropertyReference("phenomenonTime", ""), IsDescending: true);

    [Fact]
    public async Task Newest_value_inside_datastreams_is_read_in_its_day_and_later_alone()
    {
        var plan = await PlanAsync(new StaOptions { Order = [NewestFirst], Top = 1 }, take: 1);

        Assert.Matches(@"never executed", plan);
        Assert.DoesNotMatch(@"Seq Scan on observation_\d", plan);
        var touched = Touched().Matches(plan).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.DoesNotContain("20261120", touched);
        Assert.Contains("20261121", touched);
    }

    [Fact]
    public async Task Page_of_a_datastream_is_read_by_its_key_and_no_more_rows_than_it_holds()
    {
        var plan = await PlanAsync(new StaOptions { Order = [NewestFirst], Top = 10 }, take: 11);

        Assert.DoesNotMatch(@"Seq Scan on (observation|period_value)_\d", plan);
        Assert.All(RowsOfIndexScan().Matches(plan).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)), rows => Assert.True(rows <= 11, plan));
    }

    [Fact]
    public async Task Filter_by_time_leaves_other_days_out_of_the_plan()
    {
        var plan = await PlanAsync(new StaOptions { Filter = ODataParser.Parse("phenomenonTime ge 2026-11-21T00:00:00Z and phenomenonTime lt 2026-11-22T00:00:00Z"), Top = 10 }, take: 11);

        Assert.DoesNotContain("observation_20261120", plan, StringComparison.Ordinal);
        Assert.Contains("observation_20261121", plan, StringComparison.Ordinal);
    }

    /// <summary>Of the observations of datastreams 1 and 3; without sequential scans where an index would do, as in a store of usual size.</summary>
    private async Task<string> PlanAsync(StaOptions options, int take)
    {
        var observations = StaModel.ByName["Observation"];
        var selection = new StaSelection(observations, StaModel.ByName["Datastream"].Navigation("Observations"), null, options, StaWorld.SeesAll);
        await using var connection = await system.Store.Owner.OpenConnectionAsync();
        await using var usual = new NpgsqlCommand("SET enable_seqscan = off; SET enable_bitmapscan = off", connection);
        await usual.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand($"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {selection.PageSql(take, observations.Properties)}", connection);
        command.Parameters.Add(new NpgsqlParameter<long?[]> { TypedValue = [1, 3] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?[]> { TypedValue = [null, null] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [null, null] });
        command.Parameters.AddRange(selection.Parameters.All.ToArray());
        var lines = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"on observation_(\d+) \S+ \(actual rows")]
    private static partial Regex Touched();

    [GeneratedRegex(@"Index Scan.* on (?:observation|period_value)_\d+ .*actual rows=(\d+)")]
    private static partial Regex RowsOfIndexScan();
}
