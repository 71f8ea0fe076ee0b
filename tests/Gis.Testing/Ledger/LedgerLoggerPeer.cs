using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Gis.Testing.Ledger;

/// <summary>A data logger on a line of its own: sends hours, waits for each 9014, and answers 2061 with the hours it is asked for.</summary>
public sealed class LedgerLoggerPeer(LedgerLogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly TcpClient _line = new();
    private readonly CancellationTokenSource _end = new();
    private StreamReader? _reader;
    private Task _answering = Task.CompletedTask;
    private long _lastQn;

    /// <summary>Requests that it was sent.</summary>
    public int Asked { get; private set; }

    /// <summary>Hours that it was asked for and had not failed to send: each such is one too many.</summary>
    public int SentAgainInVain { get; private set; }

    public async Task ConnectAsync(int port)
    {
        await _line.ConnectAsync("127.0.0.1", port);
        _reader = new StreamReader(_line.GetStream(), Encoding.ASCII);
    }

    /// <summary>Sends what it does not lose.</summary>
    public async Task SendAsync()
    {
        for (var hour = 0; hour < logger.Hours.Count; hour++)
        {
            if (!logger.Lost.Contains(hour))
            {
                await SendHourAsync(hour);
                await HearAsync("CN=9014");
            }
        }
    }

    /// <summary>From now on it does what it is told.</summary>
    public void Obey() => _answering = ObeyAsync();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _line.Dispose();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reader?.Dispose();
        _end.Dispose();
    }

    private async Task ObeyAsync()
    {
        while (await _reader!.ReadLineAsync(_end.Token) is { } packet)
        {
            if (!packet.Contains(";CN=2061;", StringComparison.Ordinal))
            {
                continue;
            }

            Asked++;
            var (begin, end) = (TimeOf(packet, "BeginTime="), TimeOf(packet, "EndTime="));
            var qn = packet[(packet.IndexOf("QN=", StringComparison.Ordinal) + 3)..][..17];
            await SayAsync($"QN={qn};ST=91;CN=9011;PW=123456;MN={logger.Mn};Flag=4;CP=&&QnRtn=1&&");
            for (var hour = 0; hour < logger.Hours.Count; hour++)
            {
                if (logger.Hours[hour] >= begin && logger.Hours[hour] <= end)
                {
                    SentAgainInVain += logger.Lost.Contains(hour) ? 0 : 1;
                    await SendHourAsync(hour);
                }
            }

            await SayAsync($"QN={qn};ST=91;CN=9012;PW=123456;MN={logger.Mn};Flag=4;CP=&&ExeRtn=1&&");
        }
    }

    private Task SendHourAsync(int hour) => SayAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"QN={NextQn()};ST=32;CN=2061;PW=123456;MN={logger.Mn};Flag=5;CP=&&DataTime={logger.Hours[hour].ToOffset(Beijing):yyyyMMddHHmmss};w01018-Min=30,w01018-Avg={30 + (hour % 10)},w01018-Max=41,w01018-Flag=N&&"));

    private async Task HearAsync(string what)
    {
        while (await _reader!.ReadLineAsync(_end.Token) is { } packet && !packet.Contains(what, StringComparison.Ordinal))
        {
        }
    }

    private string NextQn()
    {
        var now = long.Parse(DateTimeOffset.UtcNow.ToOffset(Beijing).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        _lastQn = Math.Max(now, _lastQn);
        return _lastQn.ToString(CultureInfo.InvariantCulture);
    }

    private async Task SayAsync(string segment)
    {
        var bytes = Encoding.ASCII.GetBytes(segment);
        await _line.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"##{bytes.Length:D4}{segment}{Crc(bytes):X4}\r\n")), _end.Token);
    }

    private static DateTimeOffset TimeOf(string packet, string field) => new DateTimeOffset(
        DateTime.ParseExact(packet[(packet.IndexOf(field, StringComparison.Ordinal) + field.Length)..][..14], "yyyyMMddHHmmss", CultureInfo.InvariantCulture), Beijing).ToUniversalTime();

    /// <summary>The check sum as the standard prints it.</summary>
    private static int Crc(byte[] bytes)
    {
        var register = 0xFFFF;
        foreach (var one in bytes)
        {
            register = (register >> 8) ^ one;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register & 1) == 1 ? (register >> 1) ^ 0xA001 : register >> 1;
            }
        }

        return register;
    }
}
