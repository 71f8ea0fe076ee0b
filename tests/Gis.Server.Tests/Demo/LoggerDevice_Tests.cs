using System.Collections.Concurrent;
using System.Text;
using Gis.Demo.Field;
using Gis.Demo.Simulation;
using Gis.Server.Platform.Broker;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class LoggerDevice_Tests : IAsyncLifetime
{
    private static readonly FieldThing Station = DemoField.First("outfall_water");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 30, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Now);
    private readonly FieldTally _tally = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private BrokerServer _broker = null!;
    private readonly List<FieldLink> _hosts = [];
    private bool _answers = true;

    public async Task InitializeAsync()
    {
        _broker = await BrokerServer.StartAsync(new BrokerUser(Station.Code, "logger-secret"));
        var system = _broker.User(BrokerAcl.SystemUser);
        _hosts.Add(new FieldLink(
            new BrokerAddress("127.0.0.1", _broker.Port), system.Name, system.Password, $"hj212/{Station.Code}/up", packet => _ = AnswerAsync(packet), 60));
        await _hosts[0].OpenAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _hosts[0].DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_logger_that_was_away_sends_the_hours_it_missed_and_each_is_answered()
    {
        await using var logger = Logger(heardUntil: Now.AddHours(-5));

        await logger.RunAsync(Now.AddMinutes(20), CancellationToken.None);

        await Eventually.TrueAsync(() => _heard.Count == 6, "one real-time packet and five hours are there");
        Assert.Equal(["2011", "2061", "2061", "2061", "2061", "2061"], _heard.Select(packet => Field(packet, "CN")));
        Assert.Equal(
            ["20261122070000", "20261122080000", "20261122090000", "20261122100000", "20261122110000"],
            _heard.Skip(1).Select(packet => Field(packet, "CP=&&DataTime")));
        Assert.Equal((6, 6, 0), (_tally.Packets, _tally.Answered, _tally.Unanswered));
    }

    [Fact]
    public async Task A_packet_that_nobody_answers_is_sent_again_three_times_and_then_given_up()
    {
        _answers = false;
        await using var logger = Logger(heardUntil: Now);

        var run = logger.RunAsync(Now.AddMinutes(1), CancellationToken.None);
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return run.IsCompleted;
            },
            "the logger has given up");

        await run;
        Assert.Equal(4, _heard.Count);
        Assert.Single(_heard.Select(packet => Field(packet, "QN")).Distinct());
        Assert.Equal((1, 0, 3, 1), (_tally.Packets, _tally.Answered, _tally.Resent, _tally.Unanswered));
    }

    [Fact]
    public async Task A_logger_that_is_asked_for_hours_again_says_yes_sends_them_and_says_done()
    {
        await using var logger = Logger(heardUntil: Now);
        await logger.RunAsync(Now.AddMinutes(1), CancellationToken.None);
        await Eventually.TrueAsync(() => _heard.Count == 1, "the logger is there");

        await TellAsync("2061", "BeginTime=20261122080000,EndTime=20261122100000");

        await Eventually.TrueAsync(() => _heard.Count == 5, "yes, two hours and done");
        Assert.Equal(["9011", "2061", "2061", "9012"], _heard.Skip(1).Select(packet => Field(packet, "CN")));
        Assert.Equal(["20261122080000", "20261122090000"], _heard.Skip(2).Take(2).Select(packet => Field(packet, "CP=&&DataTime")));
        Assert.Contains("QN=20261122123000000;ST=91;CN=9012;", _heard.Last(), StringComparison.Ordinal);
        Assert.EndsWith("CP=&&ExeRtn=1&&", _heard.Last()[..^6], StringComparison.Ordinal);

        await TellAsync("2061", "BeginTime=20261122080000,EndTime=20261122100000");
        await TellAsync("1072", "NewPW=abcdef", "20261122123000001");
        await Eventually.TrueAsync(() => _heard.Count == 6, "the same command is not done twice, and one it does not know is refused");
        Assert.Contains("QN=20261122123000001;ST=91;CN=9011;PW=123456", _heard.Last(), StringComparison.Ordinal);
        Assert.Contains("QnRtn=8", _heard.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_not_its_own_is_refused_and_the_device_is_told()
    {
        await using var link = new FieldLink(new BrokerAddress("127.0.0.1", _broker.Port), Station.Code, "logger-secret", null, null, 60);

        var refusal = await Assert.ThrowsAsync<IOException>(() => link.PublishAsync("hj212/000000000000000000000000/up", new byte[] { 1 }, CancellationToken.None));

        Assert.Contains("135", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_broke_is_opened_again_by_the_next_word()
    {
        await using var link = new FieldLink(new BrokerAddress("127.0.0.1", _broker.Port), Station.Code, "logger-secret", null, null, 60);
        await link.PublishAsync($"hj212/{Station.Code}/up", new byte[] { 1 }, CancellationToken.None);

        await _broker.KillAsync();
        await _broker.StartAgainAsync();
        await Eventually.TrueAsync(() => !link.IsConnected, "the link has seen the break");

        await link.PublishAsync($"hj212/{Station.Code}/up", new byte[] { 2 }, CancellationToken.None);
        Assert.True(link.IsConnected);
    }

    private LoggerDevice Logger(DateTimeOffset heardUntil) => new(
        Station, new SignalMaker(DemoField.World, new EpisodeBook([])).For(Station),
        heard => new FieldLink(new BrokerAddress("127.0.0.1", _broker.Port), Station.Code, "logger-secret", $"hj212/{Station.Code}/down", heard, 60),
        TimeSpan.FromMinutes(5), heardUntil, _tally, _clock);

    private async Task AnswerAsync(byte[] packet)
    {
        var text = Encoding.ASCII.GetString(packet);
        _heard.Enqueue(text);
        if (_answers)
        {
            await SayAsync($"QN={Field(text, "QN")};ST=91;CN=9014;PW=123456;MN={Station.Code};Flag=4;CP=&&&&");
        }
    }

    private Task TellAsync(string command, string items, string qn = "20261122123000000") =>
        SayAsync($"QN={qn};ST=32;CN={command};PW=123456;MN={Station.Code};Flag=5;CP=&&{items}&&");

    private Task SayAsync(string segment) => _hosts[0].PublishAsync(
        $"hj212/{Station.Code}/down",
        Encoding.ASCII.GetBytes($"##{segment.Length:D4}{segment}{Hj212Crc.Of(Encoding.ASCII.GetBytes(segment)):X4}\r\n"),
        CancellationToken.None);

    private static string Field(string packet, string name) => packet[(packet.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1)..].Split(';')[0];
}
