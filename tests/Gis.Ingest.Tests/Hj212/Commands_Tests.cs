using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gis.Ingest.Hj212;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>Commands on their way to devices, and what comes back.</summary>
public sealed partial class Commands_Tests : IAsyncLifetime, IDisposable
{
    private const string Mn = "130200000000000000000001";
    private readonly IngestRig _rig = new();
    private long _thing;
    private long _account;
    private int _lastQn;

    public async Task InitializeAsync()
    {
        await _rig.InitializeAsync();
        _thing = await _rig.AddThingAsync("outfall_water", "mn", Mn, "w01018");
        _account = await _rig.Store.ScalarAsync<long>("INSERT INTO account (name, display_name) VALUES ('chen', 'Chen') RETURNING id");
    }

    public Task DisposeAsync() => _rig.DisposeAsync();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Data_are_requested_again_and_the_log_tells_how_it_went()
    {
        await StartAsync();
        await using var logger = await ConnectAsync();
        var id = await AskAsync("2061", """{"beginTime":"2026-11-03T00:00:00Z","endTime":"2026-11-03T02:00:00Z"}""");

        var request = await logger.ReadPacketAsync();
        Assert.Contains($"ST=32;CN=2061;PW=123456;MN={Mn};Flag=5;CP=&&BeginTime=20261103080000,EndTime=20261103100000&&", request, StringComparison.Ordinal);
        await logger.SendAsync(Answer(request, "9011", "QnRtn=1"));
        await UntilStateAsync(id, "answered");
        await logger.SendAsync(Hj212Packets.Hour(Mn, "20261103080000", "w01018-Avg=40,w01018-Flag=N"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        await logger.SendAsync(Answer(request, "9012", "ExeRtn=1"));
        await UntilStateAsync(id, "done");

        Assert.Equal(["sent 1", "answered 0", "done 0"], await _rig.ListAsync<string>($"SELECT state || ' ' || attempt FROM device_command_event WHERE command_id = {id} ORDER BY id"));
        Assert.Equal(1, await _rig.CountAsync("period_value"));
        Assert.True(await _rig.CountAsync("live_event", $"kind = 'device' AND {_thing} = ANY (ids)") >= 3);
    }

    [Fact]
    public async Task Refusal_and_failure_are_kept_in_words()
    {
        await StartAsync();
        await using var logger = await ConnectAsync();
        var refused = await AskAsync("3011", """{"polId":"w01018"}""");
        await logger.SendAsync(Answer(await logger.ReadPacketAsync(), "9011", "QnRtn=8"));
        await UntilStateAsync(refused, "refused");

        var failed = await AskAsync("3012", """{"polId":"w01018"}""");
        var request = await logger.ReadPacketAsync();
        await logger.SendAsync([.. Answer(request, "9011", "QnRtn=1"), .. Answer(request, "9012", "ExeRtn=5")]);
        await UntilStateAsync(failed, "failed");

        Assert.Equal(
            ["unknown-command", "busy"],
            await _rig.ListAsync<string>("SELECT detail FROM device_command_standing ORDER BY id"));
    }

    [Fact]
    public async Task Unanswered_command_is_sent_again_three_times_under_the_same_number()
    {
        await StartAsync(("AnswersWithin", "00:00:00.200"));
        await using var logger = await ConnectAsync();
        var id = await AskAsync("1012", "{}");

        var numbers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            numbers.Add(QnOf(await logger.ReadPacketAsync()));
        }

        await UntilStateAsync(id, "no_answer");
        Assert.Single(numbers.Distinct());
        await logger.SendAsync(Answer($"QN={numbers[0]};", "9011", "QnRtn=1"));
        await UntilStateAsync(id, "answered");
    }

    [Fact]
    public async Task Command_waits_for_its_device_and_expires()
    {
        await StartAsync();
        var waits = await AskAsync("1012", "{}");
        var expires = await AskAsync("1011", "{}", validFor: TimeSpan.FromSeconds(-1));
        await UntilStateAsync(expires, "expired");

        await using var logger = await LoggerSocket.ConnectAsync(_rig.Hj212Port);
        await logger.SendAsync(RealTime(1));

        // What waited for it comes as soon as it is known, and may be there before the yes to what it said.
        string[] heard = [await logger.ReadPacketAsync(), await logger.ReadPacketAsync()];
        Assert.Single(heard, packet => packet.Contains("CN=1012", StringComparison.Ordinal));
        Assert.Single(heard, packet => packet.Contains("CN=9014", StringComparison.Ordinal));
        await UntilStateAsync(waits, "sent");
    }

    [Fact]
    public async Task Device_that_speaks_over_the_broker_gets_its_commands_there()
    {
        await StartAsync();
        await _rig.SendAsync($"hj212/{Mn}/up", RealTime(1));
        await _rig.UntilAsync("device_session", 1, $"mn = '{Mn}' AND way = 'mqtt'");
        var id = await AskAsync("1062", """{"rtdInterval":60}""");

        var request = await DownAsync("CN=1062");
        Assert.Contains($"PW=123456;MN={Mn};Flag=5;CP=&&RtdInterval=60&&", request, StringComparison.Ordinal);
        await _rig.SendAsync($"hj212/{Mn}/up", Answer(request, "9012", "ExeRtn=1"));

        await UntilStateAsync(id, "done");
    }

    [Fact]
    public async Task New_password_is_asked_for_once_the_device_has_taken_it_and_both_until_then()
    {
        await StartAsync();
        await SetPasswordAsync("123456");
        await using var logger = await ConnectAsync();
        var id = await AskAsync("1072", "{}", secret: "abc789");
        var request = await logger.ReadPacketAsync();
        Assert.Contains("PW=123456;", request, StringComparison.Ordinal);
        Assert.Contains("CP=&&NewPW=abc789&&", request, StringComparison.Ordinal);

        await logger.SendAsync(RealTime(2, "abc789"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        await logger.SendAsync(Answer(request, "9012", "ExeRtn=1"));
        await UntilStateAsync(id, "done");
        await _rig.SendAsync($"hj212/{Mn}/up", RealTime(3));
        await _rig.UntilAsync("rejected_message", 1, "code = 'bad-password' AND source = 'mqtt'");
        await logger.SendAsync(RealTime(4, "abc789"));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);

        await AskAsync("1011", "{}");
        Assert.Contains("PW=abc789;", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        foreach (var (table, text) in new[] { ("device_message", "content::text"), ("rejected_message", "encode(payload, 'escape')"), ("live_event", "payload::text"), ("device_command", "parameters::text") })
        {
            Assert.Equal(0, await _rig.CountAsync(table, $"{text} LIKE '%abc789%' OR {text} LIKE '%123456%'"));
        }
    }

    [Fact]
    public async Task Of_two_ingests_the_one_that_holds_the_line_sends_and_only_once()
    {
        var first = await _rig.StartAsync("one");
        var second = await _rig.StartAsync("two");
        await using var logger = await LoggerSocket.ConnectAsync(IngestRig.PortOf(second));
        await logger.SendAsync(RealTime(1));
        await logger.ReadPacketAsync();

        var ids = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add(await AskAsync("1011", "{}"));
        }

        var numbers = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var request = await logger.ReadPacketAsync();
            numbers.Add(QnOf(request));
            await logger.SendAsync(Answer(request, "9012", "ExeRtn=1"));
        }

        foreach (var id in ids)
        {
            await UntilStateAsync(id, "done");
        }

        Assert.Equal(10, numbers.Distinct().Count());
        Assert.Equal(10, await _rig.CountAsync("device_command_event", "state = 'sent'"));
        await _rig.StopAsync(first);
        await _rig.StopAsync(second);
    }

    [GeneratedRegex("QN=([0-9]{17});")]
    private static partial Regex Number();

    private static string QnOf(string packet) => Number().Match(packet).Groups[1].Value;

    private static byte[] Answer(string request, string cn, string cp) =>
        Hj212AnswerEncoder.Packet($"QN={QnOf(request)};ST=91;CN={cn};PW={(request.Contains("abc789", StringComparison.Ordinal) ? "abc789" : "123456")};MN={Mn};Flag=4;CP=&&{cp}&&");

    private static byte[] RealTime(int number, string pw = "123456") => Hj212AnswerEncoder.Packet(string.Create(
        CultureInfo.InvariantCulture,
        $"QN=20261103115{number:D6};ST=32;CN=2011;PW={pw};MN={Mn};Flag=5;CP=&&DataTime={new DateTime(2026, 11, 3, 10, 0, 0).AddSeconds(number):yyyyMMddHHmmss};w01018-Rtd=38.4,w01018-Flag=N&&"));

    private async Task StartAsync(params (string Name, string Value)[] settings) =>
        await _rig.StartAsync(more: settings.ToDictionary(s => $"Ingest:Hj212:{s.Name}", s => (string?)s.Value));

    /// <summary>A logger that has said who it is.</summary>
    private async Task<LoggerSocket> ConnectAsync()
    {
        var logger = await LoggerSocket.ConnectAsync(_rig.Hj212Port);
        await logger.SendAsync(RealTime(1));
        Assert.Contains("CN=9014", await logger.ReadPacketAsync(), StringComparison.Ordinal);
        return logger;
    }

    /// <summary>As the command part stores it.</summary>
    private Task<long> AskAsync(string cn, string parameters, TimeSpan? validFor = null, string? secret = null)
    {
        var now = _rig.Clock.GetUtcNow();
        return _rig.Store.ScalarAsync<long>(
            """
            INSERT INTO device_command (thing_id, mn, qn, cn, parameters, secret, requested_by, requested_at, expires_at)
            VALUES ($1, $2, $3, $4, $5::jsonb, $6::bytea, $7, $8, $9) RETURNING id
            """,
            _thing, Mn, $"20261103120{++_lastQn:D6}", cn, parameters, secret is null ? DBNull.Value : _rig.Seal(secret, _thing), _account, now.UtcDateTime,
            (now + (validFor ?? TimeSpan.FromMinutes(10))).UtcDateTime);
    }

    private Task<int> SetPasswordAsync(string password) => _rig.Store.ExecuteAsync(
        "INSERT INTO hj212_access (thing_id, password, password_at, changed_at) VALUES ($1, $2, $3, $3)",
        _thing, _rig.Seal(password, _thing), _rig.Clock.GetUtcNow().UtcDateTime);

    private Task UntilStateAsync(long id, string state) => _rig.UntilAsync("device_command_standing", 1, $"id = {id} AND state = '{state}'");

    private async Task<string> DownAsync(string holds)
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        while (await _rig.FieldInbox.WaitAsync(limit.Token))
        {
            while (_rig.FieldInbox.TryTake(out var message))
            {
                var packet = Encoding.ASCII.GetString(message.Payload);
                if (packet.Contains(holds, StringComparison.Ordinal))
                {
                    return packet;
                }
            }
        }

        throw new InvalidOperationException("The field hears nothing any more.");
    }
}
