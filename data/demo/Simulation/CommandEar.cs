using System.Net.Sockets;
using Gis.Demo.Field;

namespace Gis.Demo.Simulation;

/// <summary>
/// Does what the host tells a data logger: says that it will (9011), does it, says that it has (9012). It sets no clock and no interval, since all
/// demo stations live by the machine's own; data it sends again in truth.
/// </summary>
/// <param name="code">The logger's MN.</param>
/// <param name="voice">Makes the packets of the station.</param>
/// <param name="sendAsync">Sends a packet of data and waits for its answer.</param>
/// <param name="sayAsync">Sends what wants no answer.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class CommandEar(
    string code, StationVoice voice, Func<Func<DateTimeOffset, Hj212Packet>, CancellationToken, Task> sendAsync,
    Func<byte[], CancellationToken, Task> sayAsync, TimeProvider clock)
{
    private const int MostRemembered = 32;
    private const string Done = "ExeRtn=1";
    private const string NoData = "ExeRtn=100";
    private const string Unknown = "QnRtn=8";

    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(31);

    private readonly Queue<string> _obeyed = new();

    /// <summary>A command that is sent again is done once.</summary>
    public bool IsNew(Hj212Command command)
    {
        lock (_obeyed)
        {
            if (_obeyed.Contains(command.Qn))
            {
                return false;
            }

            _obeyed.Enqueue(command.Qn);
            if (_obeyed.Count > MostRemembered)
            {
                _obeyed.Dequeue();
            }

            return true;
        }
    }

    public async Task ObeyAsync(Hj212Command command, CancellationToken cancellationToken)
    {
        try
        {
            switch (command.Cn)
            {
                case "2012" or "2022":
                    await AnswerAsync(command, "9013", "", cancellationToken);
                    break;
                case "1000" or "1011" or "1012" or "1061" or "1062" or "1063" or "1064" or "2011" or "2021" or "2031" or "2051" or "2061" or "3011" or "3012" or "3013":
                    await AnswerAsync(command, "9011", "QnRtn=1", cancellationToken);
                    await AnswerAsync(command, "9012", await DoAsync(command, cancellationToken), cancellationToken);
                    break;
                default:
                    await AnswerAsync(command, "9011", Unknown, cancellationToken);
                    break;
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            // The link broke under the command; the host asks again or gives it up.
        }
    }

    private async Task<string> DoAsync(Hj212Command command, CancellationToken cancellationToken)
    {
        switch (command.Cn)
        {
            case Hj212Packet.Realtime or "3012":
                var now = clock.GetUtcNow();
                await sendAsync(sentAt => voice.Realtime(now, sentAt), cancellationToken);
                return Done;
            case Hj212Packet.Hour:
                return await SendAgainAsync(command, TimeSpan.FromHours(1), voice.HourMean, cancellationToken);
            case Hj212Packet.Day:
                return await SendAgainAsync(command, TimeSpan.FromDays(1), voice.DayMean, cancellationToken);
            case "2051":
                return NoData;
            default:
                return Done;
        }
    }

    private async Task<string> SendAgainAsync(
        Hj212Command command, TimeSpan period, Func<DateTimeOffset, DateTimeOffset, Hj212Packet> packet, CancellationToken cancellationToken)
    {
        if (command.Time("BeginTime") is not { } begin || command.Time("EndTime") is not { } end || end - begin > LongestSpan)
        {
            return NoData;
        }

        var any = false;
        var last = clock.GetUtcNow() - period;
        for (var start = FirstWithin(begin, period); start < end && start <= last; start += period)
        {
            var at = start;
            await sendAsync(sentAt => packet(at, sentAt), cancellationToken);
            any = true;
        }

        return any ? Done : NoData;
    }

    /// <summary>Periods begin at whole hours and days of Beijing.</summary>
    private static DateTimeOffset FirstWithin(DateTimeOffset begin, TimeSpan period)
    {
        var local = begin.UtcTicks + TimeSpan.FromHours(8).Ticks;
        var over = local % period.Ticks;
        return over == 0 ? begin : begin.AddTicks(period.Ticks - over);
    }

    private Task AnswerAsync(Hj212Command command, string cn, string cp, CancellationToken cancellationToken) =>
        sayAsync(Hj212Packet.Answer(code, cn, command.Qn, cp), cancellationToken);
}
