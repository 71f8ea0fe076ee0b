using System.Globalization;
using Gis.Ingest.Rollups;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Gis.Ingest.Tests.Rollups;

/// <summary>A running ingest whose roll-up job runs when the test says so, over a store that closed its hours up to a day before the test's present.</summary>
public sealed class RollupIngest : IngestRig
{
    private IHost? _host;

    public static DateTimeOffset Begin { get; } = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Store.ExecuteAsync("UPDATE rollup_state SET closed_to = $1", Begin.UtcDateTime);
        _host = await StartAsync();
    }

    public async Task<DateTimeOffset> RollUpAsync()
    {
        DateTimeOffset? closedTo = null;
        await Eventually.TrueAsync(
            async () => (closedTo = await _host!.Services.GetRequiredService<RollupRun>().RunAsync(CancellationToken.None)) is not null, "the job has its turn");
        return closedTo!.Value;
    }

    public Task SayAsync(string thing, DateTimeOffset at, string property, double value, char flag = 'N') => SendAsync(
        $"things/{thing}/observations",
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"time":{{{at.ToUnixTimeMilliseconds()}}},"values":{"{{{property}}}":{{{value:R}}}},"flags":{"{{{property}}}":"{{{flag}}}"}}"""));

    public async Task<long> AddInstantAsync(long thing, string property, int intervalS) => await Store.ScalarAsync<long>(
        """
        INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
        SELECT $1, code, 'instant', 0, unit, $3 FROM observed_property WHERE code = $2 RETURNING id
        """,
        thing,
        property,
        intervalS);

    public async Task<List<RollupRow>> RowsAsync(long stream, int periodS)
    {
        await using var command = Store.Owner.CreateCommand(
            "SELECT start, count, valid, above, sum, sum_y, min, max FROM rollup WHERE datastream_id = $1 AND period_s = $2 ORDER BY start");
        command.Parameters.Add(new() { Value = stream });
        command.Parameters.Add(new() { Value = periodS });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<RollupRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new RollupRow(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetDouble(4), reader.GetDouble(5),
                reader.IsDBNull(6) ? null : reader.GetDouble(6), reader.IsDBNull(7) ? null : reader.GetDouble(7)));
        }

        return rows;
    }

    public async Task<List<(DateTimeOffset At, double? Value, int Quality)>> ValuesAsync(long stream)
    {
        await using var command = Store.Owner.CreateCommand(
            "SELECT phenomenon_time, value, quality FROM observation WHERE datastream_id = $1 ORDER BY phenomenon_time");
        command.Parameters.Add(new() { Value = stream });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(DateTimeOffset, double?, int)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetFieldValue<DateTimeOffset>(0), reader.IsDBNull(1) ? null : reader.GetDouble(1), reader.GetInt16(2)));
        }

        return rows;
    }

    public async Task<List<UseOfPeriod>> UseAsync(long thing, int periodS)
    {
        await using var command = Store.Owner.CreateCommand(
            "SELECT start, forward_m3, state, night_l_h FROM meter_use WHERE thing_id = $1 AND period_s = $2 ORDER BY start");
        command.Parameters.Add(new() { Value = thing });
        command.Parameters.Add(new() { Value = periodS });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<UseOfPeriod>();
        while (await reader.ReadAsync())
        {
            rows.Add(new UseOfPeriod(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetDouble(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetDouble(3)));
        }

        return rows;
    }
}

/// <summary>A row of table rollup.</summary>
public sealed record RollupRow(
    DateTimeOffset Start, int Count, int Valid, int Above, double Sum, double SumY, double? Min, double? Max);

/// <summary>A row of table meter_use.</summary>
public sealed record UseOfPeriod(DateTimeOffset Start, double M3, string State, double? Night);
