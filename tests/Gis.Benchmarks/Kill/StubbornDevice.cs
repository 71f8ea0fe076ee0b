using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gis.Benchmarks.Ingest;
using Gis.Ingest.Mqtt;
using Gis.Testing;

namespace Gis.Benchmarks.Kill;

/// <summary>
/// A device that keeps each message until it is acknowledged, and says it again whenever its connection broke: MQTT 3.1.1, QoS 1, two messages a
/// second.
/// </summary>
internal sealed class StubbornDevice(int number, int port, BrokerUser user, DateTimeOffset start)
{
    /// <summary>What libmosquitto and Paho leave unacknowledged at most by default.</summary>
    private const int Window = 20;
    private const int AcknowledgementBytes = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, byte[]> _unacknowledged = [];
    private readonly List<DateTimeOffset> _acknowledgedAt = [];
    private int _next;
    private volatile bool _isLast;

    /// <summary>When each of its messages was acknowledged first, in the order of the messages; complete when <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<DateTimeOffset> AcknowledgedAt => _acknowledgedAt;

    public int Number { get; } = number;

    /// <summary>Says nothing new any more.</summary>
    public void Finish() => _isLast = true;

    /// <summary>Until all that it said after <see cref="Finish"/> is acknowledged.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!(_isLast && Unacknowledged == 0))
        {
            try
            {
                await ServeAsync(cancellationToken);
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private int Unacknowledged
    {
        get
        {
            lock (_gate)
            {
                return _unacknowledged.Count;
            }
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await EnterAsync(socket, cancellationToken);
        await SayAgainAsync(socket);
        var reading = ReadAsync(socket, cancellationToken);
        while (!reading.IsCompleted && !(_isLast && Unacknowledged == 0))
        {
            var wait = start.AddSeconds(0.5 * _next).AddMilliseconds(Number * 0.5) - DateTimeOffset.UtcNow;
            if (_isLast || Unacknowledged >= Window)
            {
                wait = Tick;
            }
            else if (wait <= TimeSpan.Zero)
            {
                await socket.SendAsync(Add());
                continue;
            }

            await Task.WhenAny(reading, Task.Delay(wait, cancellationToken));
        }

        if (reading.IsCompleted)
        {
            await reading;
        }
    }

    private async Task EnterAsync(Socket socket, CancellationToken cancellationToken)
    {
        // A session of its own name that is kept, as a device with a memory asks for.
        await socket.SendAsync(new PacketBuilder().Text("MQTT").Byte(4).Byte(0xC0).UInt16(0).Text($"stubborn-{Number}").Text(user.Name).Text(user.Password)
            .ToPacket(MqttPacketType.Connect));
        var answer = new byte[AcknowledgementBytes];
        for (var read = 0; read < answer.Length;)
        {
            read += await socket.ReceiveAsync(answer.AsMemory(read), cancellationToken) is > 0 and var got ? got : throw new IOException("It was closed.");
        }

        if (answer[3] != 0)
        {
            // 3: who must be asked is away for the moment.
            throw answer[3] == 3 ? new IOException("Nobody is let in now.") : new InvalidOperationException($"{user.Name} was refused: {answer[3]}.");
        }
    }

    private async Task SayAgainAsync(Socket socket)
    {
        List<ArraySegment<byte>> again = [];
        lock (_gate)
        {
            foreach (var frame in _unacknowledged.Values)
            {
                frame[0] |= 0x08;   // DUP
                again.Add(frame);
            }
        }

        if (again.Count > 0)
        {
            await socket.SendAsync(again);
        }
    }

    private byte[] Add()
    {
        lock (_gate)
        {
            var message = Number + (_next * IngestWorld.Things);
            var frame = new PacketBuilder().Text(IngestWorld.TopicOf(message)).UInt16((ushort)(_next + 1)).Bytes(IngestWorld.Message(start, message))
                .ToPacket(MqttPacketType.Publish, 0x02);
            _unacknowledged.Add(_next++, frame);
            _acknowledgedAt.Add(default);
            return frame;
        }
    }

    private async Task ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[Window * AcknowledgementBytes];
        var held = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(held), cancellationToken);
            if (read == 0)
            {
                throw new IOException("It was closed.");
            }

            held += read;
            var whole = held / AcknowledgementBytes * AcknowledgementBytes;
            lock (_gate)
            {
                for (var at = 0; at < whole; at += AcknowledgementBytes)
                {
                    var message = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(at + 2)) - 1;
                    if (_unacknowledged.Remove(message))
                    {
                        _acknowledgedAt[message] = DateTimeOffset.UtcNow;
                    }
                }
            }

            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
        }
    }
}
