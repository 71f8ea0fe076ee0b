using System.Globalization;
using System.Net;
using System.Text;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>HJ 212 over TCP as a data logger meets it.</summary>
public sealed class Tcp_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    private static int _lastMn;

    [Fact]
    public async Task Samples_do_over_tcp_what_the_manifest_says()
    {
        foreach (var mn in Hj212SampleCase.All.Where(s => s.File != "invalid-12-unknown-mn.txt").Select(s => s.Mn).Distinct())
        {
            await rig.AddSampleDeviceAsync(mn);
        }

        foreach (var sample in Hj212SampleCase.All)
        {
            var before = await rig.CountAsync("rejected_message", "source = 'hj212'");
            await using var logger = await CallAsync();
            await logger.SendAsync(sample.Bytes);
            logger.FinishSending();

            var answers = await logger.ReadToEndAsync();
            var kept = await rig.CountAsync("rejected_message", "source = 'hj212'") - before;
            var isRefused = sample.Expect is "reject" or "incomplete";
            Assert.True(isRefused ? kept > 0 && answers.Count == 0 : AnswersOf(sample).SequenceEqual(answers), $"{sample.File}: kept {kept}, answers {string.Join(' ', answers)}");
        }

        Assert.Equal(0, await rig.CountAsync("rejected_message", "encode(payload, 'escape') ~ 'PW=[0-9]'"));
        Assert.Equal(2, await rig.CountAsync("facility_state f JOIN thing_alias a USING (thing_id)", "a.code = '130100F0A000000000000001' AND f.facility IN ('SB1', 'SB2')"));
    }

    [Fact]
    public async Task Packet_that_comes_byte_by_byte_is_answered_when_it_is_stored()
    {
        var (mn, thing) = await AddDeviceAsync();
        await using var logger = await CallAsync();

        foreach (var one in RealTime(mn, 1))
        {
            await logger.SendAsync([one]);
        }

        Assert.Contains($"ST=91;CN=9014;PW=123456;MN={mn};Flag=4;CP=&&&&", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await CountValuesAsync(thing));
    }

    [Fact]
    public async Task Resend_is_answered_again_and_stored_once()
    {
        var (mn, thing) = await AddDeviceAsync();
        await using var logger = await CallAsync();

        await logger.SendAsync(RealTime(mn, 1));
        var first = await logger.ReadPacketAsync();
        await logger.SendAsync([.. RealTime(mn, 1), .. RealTime(mn, 1)]);

        Assert.Equal([first, first], [await logger.ReadPacketAsync(), await logger.ReadPacketAsync()]);
        Assert.Equal(1, await CountValuesAsync(thing));
    }

    [Fact]
    public async Task Packet_in_which_no_instrument_says_anything_is_answered_so_that_it_is_not_sent_for_ever()
    {
        var (mn, thing) = await AddDeviceAsync();
        await using var logger = await CallAsync();

        await logger.SendAsync(Hj212Packets.RealTime(mn, "20261103113000", ""));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        await logger.SendAsync(RealTime(mn, 1));

        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await CountValuesAsync(thing));
    }

    [Fact]
    public async Task Each_part_of_a_split_packet_is_answered_before_the_next_is_sent()
    {
        var (mn, thing) = await AddDeviceAsync();
        await rig.AddStreamAsync(thing, "w01001", 3_600);
        await using var logger = await CallAsync();

        await logger.SendAsync(Hj212Packets.Part(mn, "20261103080000", 1, 2, "w01018-Avg=40,w01018-Flag=N"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        await logger.SendAsync(Hj212Packets.Part(mn, "20261103080000", 2, 2, "w01001-Avg=7,w01001-Flag=N"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);

        Assert.Equal(2, await rig.CountAsync("period_value p JOIN datastream d ON d.id = p.datastream_id", $"d.thing_id = {thing}"));
    }

    [Fact]
    public async Task Damaged_packet_gets_nothing_is_kept_and_the_next_is_taken()
    {
        var (mn, thing) = await AddDeviceAsync();
        await using var logger = await CallAsync();
        var damaged = RealTime(mn, 1);
        damaged[40] ^= 1;

        await logger.SendAsync([.. "garbage"u8, .. damaged, .. RealTime(mn, 2)]);

        Assert.Contains("000002;ST=91;CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await CountValuesAsync(thing));
        Assert.Equal(1, await rig.CountAsync("rejected_message", $"code = 'bad-crc' AND source = 'hj212' AND encode(payload, 'escape') LIKE '%PW=******;MN={mn}%'"));
    }

    [Fact]
    public async Task Stranger_gets_no_answer_and_is_closed_after_three_packets()
    {
        const string mn = "13010000000000000000FFFF";
        await using var logger = await CallAsync();

        await logger.SendAsync([.. RealTime(mn, 1), .. RealTime(mn, 2), .. RealTime(mn, 3), .. RealTime(mn, 4)]);

        Assert.Empty(await logger.ReadToEndAsync());
        await rig.UntilAsync("rejected_message", 3, $"topic = 'hj212/{mn}/up' AND code = 'unknown-device'");
    }

    [Fact]
    public async Task Wrong_password_is_refused_over_both_ways_and_never_kept()
    {
        var (mn, thing) = await AddDeviceAsync();
        await SetAccessAsync(thing, "secret");
        await using var wrong = await CallAsync();
        await wrong.SendAsync([.. RealTime(mn, 1), .. RealTime(mn, 2), .. RealTime(mn, 3)]);
        Assert.Empty(await wrong.ReadToEndAsync());
        await rig.SendAsync($"hj212/{mn}/up", RealTime(mn, 4));
        await rig.SettleAsync();

        Assert.Equal(0, await CountValuesAsync(thing));
        Assert.Equal(
            ["hj212 3", "mqtt 1"],
            await rig.ListAsync<string>($"SELECT source || ' ' || count(*) FROM rejected_message WHERE thing_id = {thing} AND code = 'bad-password' GROUP BY source ORDER BY 1"));
        Assert.Equal(0, await rig.CountAsync("rejected_message", $"thing_id = {thing} AND encode(payload, 'escape') LIKE '%123456%'"));

        await using var right = await CallAsync();
        await right.SendAsync(RealTime(mn, 5, "secret"));
        Assert.Contains("CN=9014", await right.ReadPacketAsync(), StringComparison.Ordinal);
        await rig.SendAsync($"hj212/{mn}/up", RealTime(mn, 6, "secret"));
        await rig.SettleAsync();
        Assert.Equal(2, await CountValuesAsync(thing));
    }

    [Fact]
    public async Task Device_is_taken_only_from_where_it_may_call()
    {
        var (mn, thing) = await AddDeviceAsync();
        await SetAccessAsync(thing, password: null, "127.0.0.2/32");
        await using var elsewhere = await CallAsync();
        await elsewhere.SendAsync([.. RealTime(mn, 1), .. RealTime(mn, 2), .. RealTime(mn, 3)]);
        Assert.Empty(await elsewhere.ReadToEndAsync());

        await using var there = await CallAsync(IPAddress.Parse("127.0.0.2"));
        await there.SendAsync(RealTime(mn, 4));
        Assert.Contains("CN=9014", await there.ReadPacketAsync(), StringComparison.Ordinal);

        await rig.UntilAsync("rejected_message", 3, $"thing_id = {thing} AND code = 'source-not-allowed'");
        Assert.Equal(["tcp 127.0.0.2"], await rig.ListAsync<string>($"SELECT way || ' ' || host(remote) FROM device_session WHERE mn = '{mn}' AND ended_at IS NULL"));
    }

    [Fact]
    public async Task Packet_of_another_device_on_the_same_connection_is_refused()
    {
        var (mn, _) = await AddDeviceAsync();
        var (other, otherThing) = await AddDeviceAsync();
        await using var logger = await CallAsync();

        await logger.SendAsync([.. RealTime(mn, 1), .. RealTime(other, 2), .. RealTime(mn, 3)]);

        Assert.Contains("000001;", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Contains("000003;", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await rig.CountAsync("rejected_message", $"topic = 'hj212/{mn}/up' AND code = 'mn-mismatch'"));
        Assert.Equal(0, await CountValuesAsync(otherThing));
    }

    [Fact]
    public async Task Second_connection_takes_the_place_of_the_first_and_one_that_flaps_is_refused()
    {
        var (mn, thing) = await AddDeviceAsync();
        var loggers = new List<LoggerSocket>();
        for (var i = 1; i <= 4; i++)
        {
            var logger = await CallAsync();
            loggers.Add(logger);
            await logger.SendAsync(RealTime(mn, i));
            Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        }

        foreach (var replaced in loggers[..3])
        {
            Assert.Empty(await replaced.ReadToEndAsync());
        }

        var fifth = await CallAsync();
        loggers.Add(fifth);
        await fifth.SendAsync(RealTime(mn, 5));
        Assert.Empty(await fifth.ReadToEndAsync());
        await loggers[3].SendAsync(RealTime(mn, 6));
        Assert.Contains("CN=9014", await loggers[3].ReadPacketAsync(), StringComparison.Ordinal);

        Assert.Equal(1, await rig.CountAsync("device_message", $"thing_id = {thing} AND kind = 'flapping'"));
        Assert.Equal(1, await rig.CountAsync("rejected_message", $"thing_id = {thing} AND code = 'flapping'"));
        foreach (var logger in loggers)
        {
            await logger.DisposeAsync();
        }
    }

    [Fact]
    public async Task Session_says_by_which_way_a_device_is_heard()
    {
        var (mn, _) = await AddDeviceAsync();
        await using (var logger = await CallAsync())
        {
            await logger.SendAsync(RealTime(mn, 1));
            await logger.ReadPacketAsync();
            Assert.Equal(["tcp 32 4"], await rig.ListAsync<string>($"SELECT way || ' ' || st || ' ' || version FROM device_session WHERE mn = '{mn}' AND ended_at IS NULL"));
        }

        await rig.UntilAsync("device_session", 1, $"mn = '{mn}' AND ended_at IS NOT NULL");
        await rig.SendAsync($"hj212/{mn}/up", RealTime(mn, 2));
        await rig.UntilAsync("device_session", 1, $"mn = '{mn}' AND way = 'mqtt' AND ended_at IS NULL AND remote IS NULL");
    }

    [Fact]
    public async Task End_of_a_line_that_the_store_does_not_take_is_told_again()
    {
        var (mn, _) = await AddDeviceAsync();
        const string Waiting = "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE a.datname = current_database() AND NOT l.granted";
        var logger = await CallAsync();
        await logger.SendAsync(RealTime(mn, 1));
        await logger.ReadPacketAsync();

        await using (var connection = await rig.Store.Owner.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("SELECT 1 FROM device_session WHERE mn = $1 FOR UPDATE", connection) { Parameters = { new() { Value = mn } } };
            await hold.ExecuteNonQueryAsync();
            await logger.DisposeAsync();
            await Eventually.TrueAsync(async () => await rig.Store.ScalarAsync<long>(Waiting) == 1, "the end of the line waits for the row");
            await Eventually.TrueAsync(async () => await rig.Store.ScalarAsync<long>(Waiting) == 0, "the line has given up");
        }

        Assert.Equal(1, await rig.CountAsync("device_session", $"mn = '{mn}' AND ended_at IS NULL"));
        await rig.Service<SessionEnds>().TellAsync(CancellationToken.None);
        Assert.Equal(1, await rig.CountAsync("device_session", $"mn = '{mn}' AND ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_thousand_loggers_are_all_stored_and_answered()
    {
        const int loggers = 1_000;
        for (var i = 0; i < loggers; i++)
        {
            await rig.AddThingAsync("outfall_water", "mn", Thousandth(i));
        }

        await rig.Store.ExecuteAsync("""
            INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s)
            SELECT thing_id, 'w01018', 'instant', 0, 'mg/L', 300 FROM thing_alias WHERE code LIKE '1309000000000000000%'
            """);
        var sockets = await Task.WhenAll(Enumerable.Range(0, loggers).Select(_ => CallAsync()));

        var answers = await Task.WhenAll(sockets.Select(async (socket, i) =>
        {
            await socket.SendAsync(RealTime(Thousandth(i), i));
            return await socket.ReadPacketAsync();
        }));

        Assert.All(answers, answer => Assert.Contains("CN=9014", answer, StringComparison.Ordinal));
        Assert.Equal(loggers, await rig.CountAsync("observation o JOIN datastream d ON d.id = o.datastream_id JOIN thing_alias a USING (thing_id)", "a.code LIKE '1309000000000000000%'"));
        Assert.Equal(loggers, await rig.CountAsync("device_session", "mn LIKE '1309000000000000000%' AND ended_at IS NULL AND way = 'tcp'"));
        await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        await rig.UntilAsync("device_session", loggers, "mn LIKE '1309000000000000000%' AND ended_at IS NOT NULL");
    }

    [Fact]
    public async Task Device_that_asks_for_the_time_is_answered_and_its_clock_is_set()
    {
        var (mn, thing) = await AddDeviceAsync();
        await using var logger = await CallAsync();

        await logger.SendAsync(Hj212AnswerEncoder.Packet($"QN=20261103115900001;ST=32;CN=1013;PW=123456;MN={mn};Flag=5;CP=&&PolId=w01018&&"));

        Assert.Contains($"QN=20261103115900001;ST=91;CN=9013;PW=123456;MN={mn};Flag=4;CP=&&&&", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        Assert.Matches($"ST=32;CN=1012;PW=123456;MN={mn};Flag=5;CP=&&PolId=w01018,SystemTime=2026110312[0-9]{{4}}&&", await logger.ReadPacketAsync());
        Assert.Equal(1, await rig.CountAsync("device_message", $"thing_id = {thing} AND kind = 'time_request'"));
    }

    [Fact]
    public async Task Facility_keeps_since_when_it_is_in_its_state()
    {
        var (mn, thing) = await AddDeviceAsync();
        await using var logger = await CallAsync();
        foreach (var (cn, time, items) in new[]
        {
            ("2021", "20261103100000", "SB1-RS=1;SB2-RS=0"), ("2021", "20261103101000", "SB1-RS=1;SB2-RS=4"), ("2021", "20261103095000", "SB2-RS=5"),
            ("2041", "20261102000000", "SB1-RT=23.5"),
        })
        {
            await logger.SendAsync(Hj212AnswerEncoder.Packet($"QN=20261103101500001;ST=32;CN={cn};PW=123456;MN={mn};Flag=5;CP=&&DataTime={time};{items}&&"));
            await logger.ReadPacketAsync();
        }

        Assert.Equal(
            ["SB1 1 02:00 02:10 23.5", "SB2 4 02:10 02:10 "],
            await rig.ListAsync<string>($"""
                SELECT facility || ' ' || state || ' ' || to_char(since AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || to_char(state_at AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || coalesce(run_hours::text, '')
                FROM facility_state WHERE thing_id = {thing} ORDER BY facility
                """));
    }

    private static string Thousandth(int i) => $"1309000000000000000{i.ToString("D5", CultureInfo.InvariantCulture)}";

    private static byte[] RealTime(string mn, int number, string pw = "123456") => Hj212AnswerEncoder.Packet(string.Create(
        CultureInfo.InvariantCulture,
        $"QN=20261103115{number:D6};ST=32;CN=2011;PW={pw};MN={mn};Flag=5;CP=&&DataTime={new DateTime(2026, 11, 3, 10, 0, 0).AddSeconds(number):yyyyMMddHHmmss};w01018-Rtd=38.4,w01018-Flag=N&&"));

    private static List<string> AnswersOf(Hj212SampleCase sample)
    {
        var decoded = new Decoded();
        new Hj212Decoder(Hj212Factors.Standard).DecodeMessage(sample.Bytes, sample.Mn, DateTimeOffset.UnixEpoch, decoded);
        return [.. decoded.Answers.Select(answer => Encoding.ASCII.GetString(answer.Payload).TrimEnd())];
    }

    private Task<LoggerSocket> CallAsync(IPAddress? from = null) => LoggerSocket.ConnectAsync(rig.Hj212Port, from);

    private async Task<(string Mn, long Thing)> AddDeviceAsync()
    {
        var mn = $"1302000000000000{Interlocked.Increment(ref _lastMn).ToString("D8", CultureInfo.InvariantCulture)}";
        return (mn, await rig.AddThingAsync("outfall_water", "mn", mn, "w01018"));
    }

    private Task<long> CountValuesAsync(long thing) =>
        rig.CountAsync("observation o JOIN datastream d ON d.id = o.datastream_id", $"d.thing_id = {thing}");

    private async Task SetAccessAsync(long thing, string? password, params string[] sources)
    {
        await rig.Store.ExecuteAsync(
            "INSERT INTO hj212_access (thing_id, sources, password, password_at, changed_at) VALUES ($1, $2::text[]::cidr[], $3::bytea, now(), now())",
            thing, sources.Length > 0 ? sources : DBNull.Value, password is null ? DBNull.Value : rig.Seal(password, thing));
        await rig.Store.ExecuteAsync("SELECT append_live_event('device', ARRAY[$1::bigint], ARRAY['130102'], '{}')", thing);
    }
}
