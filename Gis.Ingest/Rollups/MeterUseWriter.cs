using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Rollups;

/// <summary>Finds the use of meters anew where readings came or changed, and writes it; part of the roll-up's transaction.</summary>
internal static class MeterUseWriter
{
    private const int HourS = 3_600;
    private const int DayS = 86_400;
    private const string HorizonSql = "SELECT $1::timestamptz - keep + $2 FROM retention_policy WHERE table_name = 'observation'";

    private static readonly string DueSql = EmbeddedSql.Read("Rollups/meters-due.sql");
    private static readonly string ReadingsSql = EmbeddedSql.Read("Rollups/register-readings.sql");
    private static readonly string IntervalsSql = EmbeddedSql.Read("Rollups/interval-volumes.sql");
    private static readonly string DropSql = EmbeddedSql.Read("Rollups/drop-unknown-use.sql");
    private static readonly string WriteSql = EmbeddedSql.Read("Rollups/write-use.sql");

    /// <param name="connection">Within the transaction that takes the marks.</param>
    /// <param name="due">Datastreams and hours, whether of meters or not.</param>
    /// <param name="closedTo">Periods that end later are left for when they are closed.</param>
    /// <param name="now">The present, from which retention counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<(long Stream, DateTimeOffset Hour)> due, DateTimeOffset closedTo, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var meters = DueMeter.Merge(await FindDueAsync(connection, due, cancellationToken)).ToList();
        if (meters.Count == 0)
        {
            return;
        }

        var volumes = await ReadAsync(connection, Readings(meters, m => m.Volume), cancellationToken);
        var reverses = await ReadAsync(connection, Readings(meters, m => m.Reverse), cancellationToken);
        var intervals = await ReadAsync(connection, Intervals(meters), cancellationToken);
        var flows = await ReadAsync(connection, Readings(meters, m => m.Flow), cancellationToken);
        var rows = new List<UseRow>();
        var nights = new List<NightRow>();
        for (var i = 0; i < meters.Count; i++)
        {
            var meter = meters[i];
            var register = meter.Flow is null ? MeterUse.OfRegister([.. volumes[i]], meter.CapacityM3, meter.Q3M3h) : MeterUse.OfFlow([.. flows[i]]);
            var reverse = MeterUse.OfRegister([.. reverses[i]], meter.CapacityM3, meter.Q3M3h);
            var pieces = MeterUse.OfIntervals(intervals[i], meter.Interval);
            rows.AddRange(Rows(meter, register, reverse, pieces, closedTo));
            nights.AddRange(NightWriter.Rows(meter, register, pieces, closedTo));
        }

        var horizon = await HorizonAsync(connection, now, cancellationToken);
        await WriteAsync(connection, rows, horizon, cancellationToken);
        await NightWriter.WriteAsync(connection, nights, horizon, cancellationToken);
    }

    private static IEnumerable<UseRow> Rows(
        DueMeter meter, List<UseSegment> register, List<UseSegment> reverse, List<UseSegment> intervals, DateTimeOffset closedTo)
    {
        for (var hour = RollupMarks.HourOf(meter.Low); hour < meter.High && hour.AddHours(1) <= closedTo; hour = hour.AddHours(1))
        {
            yield return Row(HourS, hour, hour.AddHours(1), null);
        }

        for (var day = meter.FirstDay; day < meter.LastDayEnd && day.AddDays(1) <= closedTo; day = day.AddDays(1))
        {
            yield return Row(DayS, day, day.AddDays(1), MeterUse.NightLitresPerHour(register, intervals, day));
        }

        UseRow Row(int periodS, DateTimeOffset start, DateTimeOffset end, double? night) => new(
            meter.ThingId, periodS, start,
            UseAmount.Better(MeterUse.Within(register, start, end), MeterUse.Within(intervals, start, end))?.AtMost(meter.Flow is null ? UseState.Measured : UseState.Estimated),
            MeterUse.Within(reverse, start, end)?.M3, night);
    }

    private static async Task<List<DueMeter>> FindDueAsync(
        NpgsqlConnection connection, IReadOnlyList<(long Stream, DateTimeOffset Hour)> due, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DueSql, connection)
        {
            Parameters = { Sql.Longs(due.Select(d => d.Stream)), Sql.Times(due.Select(d => d.Hour)), Gap() },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var meters = new List<DueMeter>();
        while (await reader.ReadAsync(cancellationToken))
        {
            meters.Add(new DueMeter(
                reader.GetInt64(0), Number(1), Number(2), Id(3), Id(4), Id(5), TimeSpan.FromSeconds(reader.IsDBNull(6) ? 0 : reader.GetInt32(6)),
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8),
                MeterRoles.Of(reader.IsDBNull(9) ? null : reader.GetString(9)), Id(10)));
        }

        return meters;

        double? Number(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

        long? Id(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
    }

    private static NpgsqlCommand Readings(List<DueMeter> meters, Func<DueMeter, long?> stream) => Asking(ReadingsSql, meters, stream, _ => Gap());

    private static NpgsqlCommand Intervals(List<DueMeter> meters) =>
        Asking(IntervalsSql, meters, m => m.Intervals, asked => Sql.Ints(asked.Select(m => (int)m.Interval.TotalSeconds)));

    private static NpgsqlCommand Asking(
        string sql, List<DueMeter> meters, Func<DueMeter, long?> stream, Func<List<DueMeter>, NpgsqlParameter> last)
    {
        var numbers = Enumerable.Range(0, meters.Count).Where(i => stream(meters[i]) is not null).ToList();
        var asked = numbers.Select(i => meters[i]).ToList();
        return new NpgsqlCommand(sql)
        {
            Parameters =
            {
                Sql.Ints(numbers),
                Sql.Longs(asked.Select(m => stream(m)!.Value)),
                Sql.Times(asked.Select(m => m.ReadFrom)),
                Sql.Times(asked.Select(m => m.ReadTo)),
                last(asked),
            },
        };
    }

    /// <summary>Times and cubic metres, or cubic metres an hour, by the number of the asker.</summary>
    private static async Task<ILookup<int, (DateTimeOffset At, double M3)>> ReadAsync(
        NpgsqlConnection connection, NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var owned = command;
        command.Connection = connection;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(int Number, (DateTimeOffset, double) Reading)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt32(0), (reader.GetFieldValue<DateTimeOffset>(1), reader.GetDouble(2))));
        }

        return rows.ToLookup(r => r.Number, r => r.Reading);
    }

    /// <summary>Readings after this moment, and what lies around them, are all still there.</summary>
    private static async Task<DateTimeOffset> HorizonAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(HorizonSql, connection) { Parameters = { Sql.Time(now), Gap() } };
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime horizon ? new DateTimeOffset(horizon) : DateTimeOffset.UnixEpoch;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, List<UseRow> rows, DateTimeOffset horizon, CancellationToken cancellationToken)
    {
        var known = rows.Where(r => r.Forward is not null).ToList();
        var unknown = rows.Where(r => r.Forward is null).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command(DropSql, [.. Keys(unknown), Sql.Time(horizon)]));
        batch.BatchCommands.Add(Sql.Command(
            WriteSql,
            [
                .. Keys(known),
                Sql.Numbers(known.Select(r => (double?)r.Forward!.Value.M3)),
                Sql.Numbers(known.Select(r => r.ReverseM3)),
                Sql.Texts(known.Select(r => Word(r.Forward!.Value.State))),
                Sql.Numbers(known.Select(r => r.NightLitresPerHour)),
                Sql.Time(horizon),
            ]));
        await batch.ExecuteNonQueryAsync(cancellationToken);

        static NpgsqlParameter[] Keys(List<UseRow> of) =>
            [Sql.Longs(of.Select(r => r.ThingId)), Sql.Ints(of.Select(r => r.PeriodS)), Sql.Times(of.Select(r => r.Start))];
    }

    private static string Word(UseState state) => state switch
    {
        UseState.Measured => "measured",
        UseState.Estimated => "estimated",
        _ => "partial",
    };

    private static NpgsqlParameter Gap() => new() { Value = MeterUse.MostGap, NpgsqlDbType = NpgsqlDbType.Interval };

    private readonly record struct UseRow(
        long ThingId, int PeriodS, DateTimeOffset Start, UseAmount? Forward, double? ReverseM3, double? NightLitresPerHour);
}
