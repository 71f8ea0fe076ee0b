using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gis.Journeys;

/// <summary>A data logger that dials in over TCP, keeps the hours that it measured, and hands them in again when it is asked (CN 2061).</summary>
internal sealed class DialledLogger : IDisposable
{
    private readonly TcpClient _line = new();
    private readonly Dictionary<DateTimeOffset, double> _hours = [];
    private readonly string _mn;
    private readonly string _property;
    private StreamReader _reader = StreamReader.Null;

    private DialledLogger(string mn, string property) => (_mn, _property) = (mn, property);

    public static async Task<DialledLogger> DialAsync(int port, string mn, string property)
    {
        var logger = new DialledLogger(mn, property);
        await logger._line.ConnectAsync(IPAddress.Loopback, port);
        logger._reader = new StreamReader(logger._line.GetStream(), Encoding.ASCII);
        return logger;
    }

    /// <summary>Measures an hour, and hands it in when it is <paramref name="said"/>; then it is stored when this returns.</summary>
    public async Task MeasureAsync(DateTimeOffset hour, double mean, bool said)
    {
        _hours.Add(hour, mean);
        if (said)
        {
            await SayAsync("2061", $"{LoggerPacket.Time(hour)}000", 5, Content(hour));
            while (Command(await HearAsync()) != "9014")
            {
            }
        }
    }

    /// <summary>Waits for one request of hours and does what it says.</summary>
    /// <returns>How many hours it handed in.</returns>
    public async Task<int> AnswerAsync()
    {
        var asked = await HearAsync();
        while (Command(asked) != "2061")
        {
            asked = await HearAsync();
        }

        var number = LoggerPacket.Field(asked, "QN");
        var (begin, end) = (LoggerPacket.Moment(LoggerPacket.Field(asked, "BeginTime")), LoggerPacket.Moment(LoggerPacket.Field(asked, "EndTime")));
        await SayAsync("9011", number, 4, "QnRtn=1");
        var wanted = _hours.Keys.Where(hour => hour >= begin && hour <= end).Order().ToList();
        foreach (var hour in wanted)
        {
            await SayAsync("2061", number, 4, Content(hour));
        }

        await SayAsync("9012", number, 4, "ExeRtn=1");
        return wanted.Count;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _line.Dispose();
    }

    private static string Command(string packet) => LoggerPacket.Field(packet, "CN");

    private string Content(DateTimeOffset hour) =>
        FormattableString.Invariant($"DataTime={LoggerPacket.Time(hour)};{_property}-Avg={_hours[hour]},{_property}-Flag=N");

    private async Task SayAsync(string command, string number, int flag, string content) => await _line.GetStream().WriteAsync(
        Encoding.ASCII.GetBytes(LoggerPacket.Frame($"QN={number};ST=32;CN={command};PW=123456;MN={_mn};Flag={flag};CP=&&{content}&&")));

    private async Task<string> HearAsync() => await _reader.ReadLineAsync() ?? throw new IOException("The line was closed.");
}
