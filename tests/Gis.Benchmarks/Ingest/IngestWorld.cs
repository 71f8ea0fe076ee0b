using System.Globalization;
using System.Text;
using Gis.Testing;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Benchmarks.Ingest;

/// <summary>A durable store with a thousand things of five real-time datastreams each, the broker, and the messages that the things will say.</summary>
internal sealed class IngestWorld : IAsyncDisposable
{
    public const int Things = 1_000;

    /// <summary>The span of the times of as many messages as a round has.</summary>
    public static readonly TimeSpan RoundLasts = TimeSpan.FromMinutes(1);

    private const int CopyBatchRows = 5_000;
    private static readonly TimeSpan StoresWithin = TimeSpan.FromMinutes(5);

    public static readonly string[] Properties = ["w00000", "w01001", "w01018", "w21003", "w21011"];
    public static readonly BrokerUser Field = new("field", "field-of-the-bench");

    private long[][] _streams = [];

    public StoreFixture Store { get; } = new();

    public BrokerServer Broker { get; private set; } = null!;

    public string Home { get; } = TestFolder.Create("bench");

    /// <summary>Each thing's own user.</summary>
    public IReadOnlyList<BrokerUser> Devices { get; } = [.. Enumerable.Range(0, Things).Select(i => new BrokerUser($"b{i}", Gis.Ingest.FieldPassword.Random()))];

    public static async Task<IngestWorld> CreateAsync()
    {
        PostgresServer.MakeDurable();
        var world = new IngestWorld();
        await world.Store.InitializeAsync();
        world.Broker = await BrokerServer.StartAsProductAsync();
        await world.Broker.AddWholeFieldAsync(Field);
        await world.RegisterAsync();
        return world;
    }

    /// <summary>Live data: all of what a round says lies within the last minutes, as it would come from devices.</summary>
    public static DateTimeOffset Start() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()) - RoundLasts;

    public Task<long> CountAsync() => Store.ScalarAsync<long>("SELECT count(*) FROM observation");

    /// <summary>Whether all values of this message are there.</summary>
    public async Task<bool> HasAsync(DateTimeOffset start, int number) => await Store.ScalarAsync<long>(
        "SELECT count(*) FROM observation WHERE datastream_id = ANY ($1) AND phenomenon_time = $2",
        _streams[number % Things],
        TimeOf(start, number)) == Properties.Length;

    /// <summary>
    /// Waits until the last message of each thing is stored. First the very last one is looked for, which costs the store little however often it is done:
    /// what the store does meanwhile is measured.
    /// </summary>
    public async Task UntilStoredAsync(DateTimeOffset start, int messages)
    {
        await Eventually.TrueAsync(() => HasAsync(start, messages - 1), "the last message is stored", StoresWithin);
        await Eventually.TrueAsync(() => HasLastOfEachAsync(start, messages), "the last message of each thing is stored", StoresWithin);
    }

    private async Task<bool> HasLastOfEachAsync(DateTimeOffset start, int messages)
    {
        var last = Enumerable.Range(messages - Things, Things).SelectMany(number => _streams[number % Things].Select(s => (Stream: s, At: TimeOf(start, number)))).ToList();
        return await Store.ScalarAsync<long>(
            "SELECT count(*) FROM unnest($1::bigint[], $2::timestamptz[]) AS l(stream, at) JOIN observation o ON o.datastream_id = l.stream AND o.phenomenon_time = l.at",
            last.Select(l => l.Stream).ToArray(),
            last.Select(l => l.At.UtcDateTime).ToArray()) == last.Count;
    }

    /// <summary>The newest time of any value.</summary>
    public async Task<DateTimeOffset> LatestAsync() => new(
        await Store.ScalarAsync<DateTime>("SELECT coalesce(max(phenomenon_time), 'epoch') FROM latest_observation"), TimeSpan.Zero);

    /// <summary>At which times the thing of this number has all its values.</summary>
    public async Task<HashSet<DateTimeOffset>> TimesOfAsync(int thing)
    {
        var times = new HashSet<DateTimeOffset>();
        await using var command = Store.Owner.CreateCommand(
            "SELECT phenomenon_time FROM observation WHERE datastream_id = ANY ($1) GROUP BY 1 HAVING count(*) = $2");
        command.Parameters.Add(new() { Value = _streams[thing] });
        command.Parameters.Add(new() { Value = (long)Properties.Length });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            times.Add(reader.GetFieldValue<DateTimeOffset>(0));
        }

        return times;
    }

    /// <summary>Leaves no rows and no debts of earlier rounds to the next.</summary>
    public async Task ClearAsync()
    {
        await Store.ExecuteAsync("TRUNCATE observation, observation_revision, latest_observation, delivery_total, delivery_batch, live_event");
    }

    public static byte[] Message(DateTimeOffset start, int number)
    {
        var text = new StringBuilder(160);
        text.Append(CultureInfo.InvariantCulture, $"{{\"time\":{TimeOf(start, number).ToUnixTimeMilliseconds()},\"values\":{{");
        for (var p = 0; p < Properties.Length; p++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(p > 0 ? "," : "")}\"{Properties[p]}\":{ValueOf(number, p)}");
        }

        return Encoding.UTF8.GetBytes(text.Append("}}").ToString());
    }

    public static string TopicOf(int number) => $"things/b{number % Things}/observations";

    /// <summary>Messages a second of binary COPY of the same rows over one connection, without judging, ledger, latest value or event.</summary>
    public async Task<double> CopyAsync(int messages)
    {
        var start = Start();
        await using var connection = await Store.Ingest.OpenConnectionAsync();
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        for (var from = 0; from < messages; from += CopyBatchRows / Properties.Length)
        {
            await using var writer = await connection.BeginBinaryImportAsync(
                "COPY observation (datastream_id, phenomenon_time, value, flag, quality, result_time, received_at) FROM STDIN (FORMAT BINARY)");
            for (var i = from; i < Math.Min(messages, from + (CopyBatchRows / Properties.Length)); i++)
            {
                Write(writer, start, i);
            }

            await writer.CompleteAsync();
        }

        return messages / clock.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await ((IAsyncDisposable)Store).DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    private void Write(NpgsqlBinaryImporter writer, DateTimeOffset start, int number)
    {
        var at = TimeOf(start, number).UtcDateTime;
        for (var p = 0; p < Properties.Length; p++)
        {
            writer.StartRow();
            writer.Write(_streams[number % Things][p], NpgsqlDbType.Bigint);
            writer.Write(at, NpgsqlDbType.TimestampTz);
            writer.Write(ValueOf(number, p), NpgsqlDbType.Double);
            writer.Write((byte)'N', NpgsqlDbType.InternalChar);
            writer.Write((short)0, NpgsqlDbType.Smallint);
            writer.WriteNull();
            writer.Write(at, NpgsqlDbType.TimestampTz);
        }
    }

    /// <summary>Each thing speaks twice a second, none at the same millisecond as its neighbour.</summary>
    public static DateTimeOffset TimeOf(DateTimeOffset start, int number) => start.AddSeconds(0.5 * (number / Things)).AddMilliseconds(number % Things);

    /// <summary>A day's rhythm around 20; now and then near the limit.</summary>
    private static double ValueOf(int number, int property) =>
        property == 1 ? 7.2 : Math.Round(20 + (10 * Math.Sin(number / 500.0)) + (number % 997 == 0 ? 15 : 0) + property, 2);

    /// <summary>Things with a limit on COD each, and their users.</summary>
    private async Task RegisterAsync()
    {
        await Store.ExecuteAsync(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
            SELECT 'outfall_water', 'b' || n, 'b' || n, '130102', 114.5, 38 FROM generate_series(0, $1 - 1) n
            """,
            Things);
        await Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) SELECT 'thing', name_en, id FROM thing");
        await Store.ExecuteAsync(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
            SELECT t.id, p.code, 'instant', 0, p.unit, 300 FROM thing t, observed_property p WHERE p.code = ANY ($1)
            """,
            (object)Properties);
        await Store.ExecuteAsync(
            """
            INSERT INTO permit_limit (thing_id, property, period_s, basis, upper_limit, unit, source, valid_from)
            SELECT id, 'w01018', 3600, 'avg', 50, 'mg/L', 'bench', '2020-01-01' FROM thing
            """);
        await Store.ExecuteAsync(
            "INSERT INTO device_credential (user_name, hash) SELECT * FROM unnest($1::text[], $2::text[])",
            Devices.Select(d => d.Name).ToArray(),
            Devices.Select(d => Gis.Ingest.FieldPassword.Hash(d.Password)).ToArray());
        _streams = new long[Things][];
        await using var command = Store.Owner.CreateCommand(
            "SELECT substring(t.name_en FROM 2)::int, array_agg(d.id ORDER BY d.property) FROM datastream d JOIN thing t ON t.id = d.thing_id GROUP BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _streams[reader.GetInt32(0)] = reader.GetFieldValue<long[]>(1);
        }
    }
}
