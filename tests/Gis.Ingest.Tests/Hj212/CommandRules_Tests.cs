using System.Text;
using System.Text.Json;
using Gis.Ingest.Hj212.Commands;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Hj212.Tcp;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>Which commands may be sent, how they are written, and when they are sent again.</summary>
public sealed class CommandRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);
    private static readonly Hj212Speaker Device = new("010000A8900016F000169DC0", "32", VersionBits: 4, "100000");

    [Theory]
    [InlineData("1000", """{"overTime":10,"reCount":3}""", "OverTime=10,ReCount=3")]
    [InlineData("1011", "{}", "")]
    [InlineData("1012", "{}", "SystemTime=20261103120000")]
    [InlineData("1012", """{"polId":"w01018"}""", "PolId=w01018,SystemTime=20261103120000")]
    [InlineData("1061", "{}", "")]
    [InlineData("1062", """{"rtdInterval":30}""", "RtdInterval=30")]
    [InlineData("1063", "{}", "")]
    [InlineData("1064", """{"minInterval":10}""", "MinInterval=10")]
    [InlineData("1072", """{"newPw":"abc123"}""", "NewPW=abc123")]
    [InlineData("2011", "{}", "")]
    [InlineData("2012", "{}", "")]
    [InlineData("2021", "{}", "")]
    [InlineData("2022", "{}", "")]
    [InlineData("2031", """{"beginTime":"2026-10-01T00:00:00+08:00","endTime":"2026-11-01T00:00:00+08:00"}""", "BeginTime=20261001000000,EndTime=20261101000000")]
    [InlineData("2051", """{"beginTime":"2026-11-03T00:00:00Z","endTime":"2026-11-03T01:00:00Z"}""", "BeginTime=20261103080000,EndTime=20261103090000")]
    [InlineData("2061", """{"beginTime":"2026-11-03T00:00:00Z","endTime":"2026-11-03T01:00:00Z"}""", "BeginTime=20261103080000,EndTime=20261103090000")]
    [InlineData("3011", """{"polId":"w01018"}""", "PolId=w01018")]
    [InlineData("3012", """{"polId":"w01018"}""", "PolId=w01018")]
    [InlineData("3015", "{}", "")]
    [InlineData("3019", """{"polId":"w01018"}""", "PolId=w01018")]
    [InlineData("3020", """{"polId":"w01018","infoId":"i11001","beginTime":"2026-11-03T00:00:00Z","endTime":"2026-11-03T01:00:00Z"}""", "PolId=w01018,InfoId=i11001,BeginTime=20261103080000,EndTime=20261103090000")]
    public void Command_is_written_as_the_device_expects_it(string cn, string parameters, string cp)
    {
        using var asked = JsonDocument.Parse(parameters);
        Assert.True(DeviceCommandBook.TryRead(cn, asked.RootElement, Noon, out var wish, out var fault), fault?.ToString());
        using var stored = JsonDocument.Parse(wish.ParametersJson);

        var packet = Encoding.ASCII.GetString(CommandEncoder.Write(Device, "20160801085857223", cn, stored.RootElement, wish.NewPassword, Noon));

        Assert.Contains($"QN=20160801085857223;ST=32;CN={cn};PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&{cp}&&", packet, StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", wish.ParametersJson + wish, StringComparison.Ordinal);
    }

    [Fact]
    public void Standards_own_packet_is_written_byte_for_byte()
    {
        using var parameters = JsonDocument.Parse("""{"rtdInterval":30}""");

        var packet = CommandEncoder.Write(Device, "20160801085857223", "1062", parameters.RootElement, null, Noon);

        Assert.Equal(Gis.Testing.Samples.Bytes("hj212/valid-07-set-interval-1062-standard.txt"), packet);
    }

    [Theory]
    [InlineData("9014", "{}", "cn")]
    [InlineData(null, "{}", "cn")]
    [InlineData("1062", "{}", "rtdInterval")]
    [InlineData("1062", """{"rtdInterval":29}""", "rtdInterval")]
    [InlineData("1062", """{"rtdInterval":3601}""", "rtdInterval")]
    [InlineData("1062", """{"rtdInterval":"30"}""", "rtdInterval")]
    [InlineData("1064", """{"minInterval":7}""", "minInterval")]
    [InlineData("1000", """{"overTime":100,"reCount":3}""", "overTime")]
    [InlineData("1012", """{"polId":"w01018;CN=1072"}""", "polId")]
    [InlineData("1012", """{"systemTime":"2026"}""", "systemTime")]
    [InlineData("1072", """{"newPw":"a&b;c="}""", "newPw")]
    [InlineData("1072", """{"newPw":"12345"}""", "newPw")]
    [InlineData("1012", """{"newPw":"123456"}""", "newPw")]
    [InlineData("2061", """{"beginTime":"2026-11-03T00:00:00Z"}""", "endTime")]
    [InlineData("2061", """{"beginTime":"2026-11-03T01:00:00Z","endTime":"2026-11-03T01:00:00Z"}""", "endTime")]
    [InlineData("2061", """{"beginTime":"2026-10-01T00:00:00Z","endTime":"2026-11-02T00:00:00Z"}""", "endTime")]
    [InlineData("2061", """{"beginTime":"2026-11-03T01:00:00Z","endTime":"2026-11-03T04:00:01Z"}""", "endTime")]
    [InlineData("2061", "[]", "parameters")]
    public void What_a_command_does_not_take_is_named(string? cn, string parameters, string named)
    {
        using var asked = JsonDocument.Parse(parameters);

        Assert.False(DeviceCommandBook.TryRead(cn, asked.RootElement, Noon, out _, out var fault));

        Assert.Equal(named, fault.Parameter);
        Assert.NotEmpty(fault.Accepted);
    }

    [Theory]
    [InlineData("queued", 0, 0, true, "sent")]
    [InlineData("queued", 0, 0, false, null)]
    [InlineData("queued", 0, 601, true, "expired")]
    [InlineData("sent", 1, 9, true, null)]
    [InlineData("sent", 1, 10, true, "sent")]
    [InlineData("sent", 1, 10, false, null)]
    [InlineData("sent", 1, 40, false, "no_answer")]
    [InlineData("sent", 4, 10, true, "no_answer")]
    [InlineData("answered", 1, 60, true, null)]
    [InlineData("answered", 1, 1_800, true, "failed")]
    [InlineData("done", 1, 1_800, true, null)]
    public void Command_is_sent_four_times_at_most_and_then_given_up(string state, int attempts, int secondsLater, bool isInReach, string? next)
    {
        var command = new WaitingCommand(
            1, 1, "130102", Device.Mn, "20261103120000000", "1012", "{}", state, attempts, Noon, attempts > 0 ? Noon : null, Noon.AddMinutes(10), "tcp", "32", 4, [], null);

        var step = DeliveryRules.Next(command, isInReach, new Hj212TcpOptions(), Noon.AddSeconds(secondsLater));

        Assert.Equal(next, step?.State);
    }

    [Theory]
    [InlineData("9011", "1", "answered", null)]
    [InlineData("9011", "3", "refused", "wrong-password")]
    [InlineData("9011", "8", "refused", "unknown-command")]
    [InlineData("9012", "1", "done", null)]
    [InlineData("9012", "5", "failed", "busy")]
    [InlineData("9012", "100", "failed", "no-data")]
    [InlineData("9013", null, "done", null)]
    public void Answer_is_put_into_a_word(string cn, string? returned, string state, string? detail)
    {
        var answer = CommandAnswer.Read(cn, "20261103120000000", returned, Noon);

        Assert.Equal((state, detail), (answer!.State, answer.Detail));
    }
}
