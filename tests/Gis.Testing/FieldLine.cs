using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Gis.Testing;

/// <summary>One device's line to the broker: MQTT 3.1.1, QoS 1, as plain as a data logger's.</summary>
public sealed class FieldLine : IAsyncDisposable
{
    private const int AcknowledgementBytes = 4;

    private readonly TcpClient _socket;
    private readonly NetworkStream _stream;
    private readonly byte[] _topic;
    private readonly Task _reading;
    private ushort _packetId;
    private long _answeredBytes;

    private FieldLine(TcpClient socket, string topic)
    {
        _socket = socket;
        _stream = socket.GetStream();
        _topic = Encoding.UTF8.GetBytes(topic);
        _reading = ReadAwayAsync();
    }

    /// <summary>How many messages the broker has taken.</summary>
    public long Acknowledged => Interlocked.Read(ref _answeredBytes) / AcknowledgementBytes;

    public static async Task<FieldLine> ConnectAsync(int port, BrokerUser user, string topic)
    {
        ArgumentNullException.ThrowIfNull(user);
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        var body = new MemoryStream();
        body.Write([0, 4, .. "MQTT"u8, 4, 0xC2, 0, 0]);   // 3.1.1, clean session, user and password, no keep-alive
        foreach (var text in (string[])[user.Name, user.Name, user.Password])
        {
            WriteText(body, Encoding.UTF8.GetBytes(text));
        }

        await socket.GetStream().WriteAsync((byte[])[0x10, .. Length((int)body.Length), .. body.ToArray()]);
        var answer = new byte[4];
        await socket.GetStream().ReadExactlyAsync(answer);
        return answer[3] == 0 ? new FieldLine(socket, topic) : throw new InvalidOperationException($"The broker refused {user.Name}: {answer[3]}.");
    }

    public ValueTask PublishAsync(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var body = new MemoryStream();
        WriteText(body, _topic);
        _packetId = _packetId == ushort.MaxValue ? (ushort)1 : (ushort)(_packetId + 1);
        body.Write([(byte)(_packetId >> 8), (byte)_packetId]);
        body.Write(payload);
        return _stream.WriteAsync((byte[])[0x32, .. Length((int)body.Length), .. body.ToArray()]);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Acknowledgements are counted and forgotten: this device repeats nothing.</summary>
    private async Task ReadAwayAsync()
    {
        var buffer = new byte[4096];
        int read;
        while ((read = await _stream.ReadAsync(buffer)) > 0)
        {
            Interlocked.Add(ref _answeredBytes, read);
        }
    }

    private static void WriteText(MemoryStream to, byte[] text)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)text.Length);
        to.Write(length);
        to.Write(text);
    }

    private static byte[] Length(int length)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. bytes];
    }
}
