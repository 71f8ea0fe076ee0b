using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Devices;

/// <summary>The whole thread: a person asks, the device hears it over TCP, and the person sees what became of it.</summary>
public sealed partial class DeviceThread_Tests(DialledSystem system) : IClassFixture<DialledSystem>
{
    private const string Mn = "130400000000000000000001";

    [Fact]
    public async Task A_command_goes_out_and_its_answer_comes_back()
    {
        var thing = await system.Store.AddThingAsync("dialler", StoreSeed.ChangAn);
        await system.Store.AddDatastreamAsync(thing);
        await system.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('mn', $1, $2)", Mn, thing);
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;
        using var logger = new TcpClient();
        await logger.ConnectAsync("127.0.0.1", system.Hj212Port);
        using var reader = new StreamReader(logger.GetStream(), Encoding.ASCII);
        var now = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        await SayAsync(logger, $"QN={now}001;ST=32;CN=2011;PW=123456;MN={Mn};Flag=5;CP=&&DataTime={now};w01018-Rtd=38.4,w01018-Flag=N&&");
        Assert.Contains("CN=9014", await reader.ReadLineAsync(), StringComparison.Ordinal);

        await inspector.JsonAsync("POST", $"api/things/{thing}/commands", new { cn = "1062", parameters = new { rtdInterval = 60 } });
        var request = (await reader.ReadLineAsync())!;
        Assert.Contains($"CN=1062;PW=123456;MN={Mn};Flag=5;CP=&&RtdInterval=60&&", request, StringComparison.Ordinal);
        await SayAsync(logger, $"QN={Number().Match(request).Groups[1].Value};ST=91;CN=9012;PW=123456;MN={Mn};Flag=4;CP=&&ExeRtn=1&&");

        await Eventually.TrueAsync(
            async () => (await inspector.JsonAsync("GET", $"api/things/{thing}/commands")).GetProperty("items")[0].GetProperty("state").GetString() == "done",
            "the log says that it is done");
        var line = (await inspector.JsonAsync("GET", $"api/things/{thing}/device")).GetProperty("lines")[0];
        Assert.Equal(("tcp", true), (line.GetProperty("way").GetString(), line.GetProperty("connected").GetBoolean()));
    }

    [GeneratedRegex("QN=([0-9]{17});")]
    private static partial Regex Number();

    private static async Task SayAsync(TcpClient logger, string segment)
    {
        var crc = Gis.Demo.Field.Hj212Crc.Of(Encoding.ASCII.GetBytes(segment)).ToString("X4", CultureInfo.InvariantCulture);
        await logger.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"##{segment.Length:D4}{segment}{crc}\r\n")));
    }
}
