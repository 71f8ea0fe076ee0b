using System.Globalization;
using System.Text;
using Gis.Ingest;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Benchmarks;

/// <summary>Messages of five values through broker, pipeline and store, beside binary COPY of the same rows over one connection.</summary>
internal sealed class IngestBench : IBench
{
    private const int Things = 1_200;
    private const int Messages = 60_000;
    private const int CopyBatchRows = 5_000;
    private const double LeastRatio = 0.20;
    private static readonly string[] Properties = ["w00000", "w01001", "w01018", "w21003", "w21011"];
    private static readonly BrokerUser Field = new("field", "field-of-the-bench");

    public string Name => "ingest";

    public string Purpose => $"{Messages} messages of {Properties.Length} values of {Things} things: broker to COMMIT, quality, alarms, latest and live event on";

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var store = new StoreFixture();
        await store.InitializeAsync();
        await using var broker = await BrokerServer.StartAsync();
        await broker.AddWholeFieldAsync(Field);
        var streams = await RegisterAsync(store);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddHours(-20).ToUnixTimeSeconds() * 1_000);

        var copyRate = await CopyAsync(store, streams, start);
        await store.ExecuteAsync("TRUNCATE observation");
        var ingestRate = await IngestAsync(store, broker, start);
        var stored = await store.ScalarAsync<long>("SELECT count(*) FROM observation");

        var ratio = ingestRate / copyRate;
        var complete = stored == (long)Messages * Properties.Length;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  binary COPY, {CopyBatchRows} rows a transaction: {copyRate,9:0} messages/s ({copyRate * Properties.Length:0} rows/s)"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  broker to COMMIT:                      {ingestRate,9:0} messages/s ({ingestRate * Properties.Length:0} rows/s)"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  ratio {ratio:P0}, limit {LeastRatio:P0}; {stored} rows stored of {Messages * Properties.Length}; both without fsync"));
        return complete && ratio >= LeastRatio;
    }

    /// <summary>Things with five real-time datastreams each and a limit on COD; the ids of the datastreams come back by thing and property.</summary>
    private static async Task<long[][]> RegisterAsync(StoreFixture store)
    {
        await store.ExecuteAsync(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
            SELECT 'outfall_water', 'b' || n, 'b' || n, '130102', 114.5, 38 FROM generate_series(0, $1 - 1) n
            """,
            Things);
        await store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) SELECT 'thing', name_en, id FROM thing");
        await store.ExecuteAsync(
            """
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
            SELECT t.id, p.code, 'instant', 0, p.unit, 300 FROM thing t, observed_property p WHERE p.code = ANY ($1)
            """,
            (object)Properties);
        await store.ExecuteAsync(
            """
            INSERT INTO permit_limit (thing_id, property, period_s, basis, upper_limit, unit, source, valid_from)
            SELECT id, 'w01018', 3600, 'avg', 50, 'mg/L', 'bench', '2020-01-01' FROM thing
            """);
        var streams = new long[Things][];
        await using var command = store.Owner.CreateCommand(
            "SELECT substring(t.name_en FROM 2)::int, array_agg(d.id ORDER BY d.property) FROM datastream d JOIN thing t ON t.id = d.thing_id GROUP BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            streams[reader.GetInt32(0)] = reader.GetFieldValue<long[]>(1);
        }

        return streams;
    }

    private static async Task<double> CopyAsync(StoreFixture store, long[][] streams, DateTimeOffset start)
    {
        await using var connection = await store.Ingest.OpenConnectionAsync();
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        for (var from = 0; from < Messages; from += CopyBatchRows / Properties.Length)
        {
            await using var writer = await connection.BeginBinaryImportAsync(
                "COPY observation (datastream_id, phenomenon_time, value, flag, quality, result_time, received_at) FROM STDIN (FORMAT BINARY)");
            for (var i = from; i < Math.Min(Messages, from + (CopyBatchRows / Properties.Length)); i++)
            {
                var at = TimeOf(start, i).UtcDateTime;
                for (var p = 0; p < Properties.Length; p++)
                {
                    writer.StartRow();
                    writer.Write(streams[i % Things][p], NpgsqlDbType.Bigint);
                    writer.Write(at, NpgsqlDbType.TimestampTz);
                    writer.Write(ValueOf(i, p), NpgsqlDbType.Double);
                    writer.Write((byte)'N', NpgsqlDbType.InternalChar);
                    writer.Write((short)0, NpgsqlDbType.Smallint);
                    writer.WriteNull();
                    writer.Write(at, NpgsqlDbType.TimestampTz);
                }
            }

            await writer.CompleteAsync();
        }

        return Messages / clock.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The broker holds all messages before ingest starts, so that the publisher takes nothing from it while it is measured.</summary>
    private static async Task<double> IngestAsync(StoreFixture store, BrokerServer broker, DateTimeOffset start)
    {
        using (var first = await StartIngestAsync(store, broker))
        {
            await first.StopAsync();
        }

        await PublishAsync(broker, start);
        using var counter = new CounterProbe(IngestMetrics.MeterName, "gis_ingest_values_stored");
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        using var ingest = await StartIngestAsync(store, broker);
        await Eventually.TrueAsync(() => counter.Total >= (long)Messages * Properties.Length, "all is stored", TimeSpan.FromMinutes(5));
        var rate = Messages / clock.GetElapsedTime(started).TotalSeconds;
        await ingest.StopAsync();
        return rate;
    }

    private static async Task<IHost> StartIngestAsync(StoreFixture store, BrokerServer broker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ingest"] = store.ConnectionString("gis_ingest"),
            ["Broker:Uri"] = broker.SystemUri,
            ["Ingest:Name"] = "bench",
        });
        builder.Services.AddIngest(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync();
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<MqttSession>().IsConnected, "ingest listens");
        return host;
    }

    private static async Task PublishAsync(BrokerServer broker, DateTimeOffset start)
    {
        if (!MqttAddress.TryParse(broker.UriOf(Field), out var address, out var why))
        {
            throw new InvalidOperationException(why);
        }

        using var session = new MqttSession(
            new MqttSessionOptions { Broker = address, ClientId = "bench-field", SessionExpiry = TimeSpan.Zero },
            inbox: null,
            TimeProvider.System,
            NullLogger<MqttSession>.Instance);
        using var end = new CancellationTokenSource();
        var running = session.RunAsync(end.Token);
        var acknowledged = new List<Task<byte>>(Messages);
        for (var i = 0; i < Messages; i++)
        {
            acknowledged.Add(await session.QueueAsync($"things/b{i % Things}/observations", Message(start, i), end.Token));
        }

        await Task.WhenAll(acknowledged);
        await end.CancelAsync();
        await running;
    }

    private static byte[] Message(DateTimeOffset start, int i)
    {
        var text = new StringBuilder(160);
        text.Append(CultureInfo.InvariantCulture, $"{{\"time\":{TimeOf(start, i).ToUnixTimeMilliseconds()},\"values\":{{");
        for (var p = 0; p < Properties.Length; p++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(p > 0 ? "," : "")}\"{Properties[p]}\":{ValueOf(i, p)}");
        }

        return Encoding.UTF8.GetBytes(text.Append("}}").ToString());
    }

    private static DateTimeOffset TimeOf(DateTimeOffset start, int i) => start.AddMinutes(5 * (i / Things)).AddMilliseconds(i % Things);

    /// <summary>A day's rhythm around 20; now and then near the limit.</summary>
    private static double ValueOf(int i, int property) => property == 1 ? 7.2 : Math.Round(20 + (10 * Math.Sin(i / 500.0)) + (i % 997 == 0 ? 15 : 0) + property, 2);
}
