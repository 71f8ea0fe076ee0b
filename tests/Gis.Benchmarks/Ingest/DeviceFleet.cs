using System.Net;
using System.Net.Sockets;
using Gis.Ingest.Mqtt;
using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>Devices by MQTT 3.1.1 with QoS 1, each on a connection of its own with as many messages in flight as common clients allow.</summary>
internal sealed class DeviceFleet : IAsyncDisposable
{
    private const int AcknowledgementBytes = 4;

    /// <summary>What libmosquitto and Paho leave unacknowledged at most by default.</summary>
    private const int Window = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly List<Device> _devices = [];

    /// <summary>One device for each of these; a user may be there more than once.</summary>
    public static async Task<DeviceFleet> ConnectAsync(int port, IReadOnlyList<BrokerUser> users)
    {
        var fleet = new DeviceFleet();
        foreach (var user in users)
        {
            var device = new Device();
            await device.ConnectAsync(port, user, $"{user.Name}-{fleet._devices.Count}");
            fleet._devices.Add(device);
        }

        return fleet;
    }

    /// <summary>Has device i say the messages i, i + n, i + 2n … as fast as they are acknowledged, and waits for all of that.</summary>
    public async Task SayAsync(DateTimeOffset start, int messages)
    {
        var frames = Frames(start, messages);
        await Task.WhenAll(_devices.Select((device, index) => Task.Run(() => device.SayAsync(
            [.. Enumerable.Range(0, (messages - index + _devices.Count - 1) / _devices.Count).Select(k => frames[index + (k * _devices.Count)])]))));
    }

    /// <summary>The same at a steady pace: message k is due k / perSecond seconds after the beginning, however late those before it are.</summary>
    /// <returns>From the moment at which each message was due to its acknowledgement, in ms.</returns>
    public async Task<double[]> SayAsync(DateTimeOffset start, int messages, double perSecond)
    {
        var frames = Frames(start, messages);
        var took = new double[messages];
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        var heard = Task.WhenAll(_devices.Select((device, index) => device.HearAsync(
            (messages - index + _devices.Count - 1) / _devices.Count,
            k => took[index + (k * _devices.Count)] = (clock.GetElapsedTime(began) - Due(index + (k * _devices.Count))).TotalMilliseconds)));
        // One waits for all, on a thread of its own: a timer for each device would cost more than its message.
        await Task.Factory.StartNew(
            () =>
            {
                for (var next = 0; next < messages; Thread.Sleep(Pause))
                {
                    for (; next < messages && Due(next) <= clock.GetElapsedTime(began); next++)
                    {
                        _devices[next % _devices.Count].Say(frames[next]);
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await heard;
        return [.. took.Order()];

        TimeSpan Due(int message) => TimeSpan.FromSeconds(message / perSecond);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var device in _devices)
        {
            device.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private byte[][] Frames(DateTimeOffset start, int messages)
    {
        var frames = new byte[messages][];
        for (var i = 0; i < messages; i++)
        {
            frames[i] = Frame(IngestWorld.TopicOf(i), IngestWorld.Message(start, i), (ushort)((i / _devices.Count % 60_000) + 1));
        }

        return frames;
    }

    private static byte[] Frame(string topic, byte[] payload, ushort packetId) =>
        new PacketBuilder().Text(topic).UInt16(packetId).Bytes(payload).ToPacket(MqttPacketType.Publish, 0x02);

    private sealed class Device : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly Queue<byte[]> _waiting = [];
        private int _inFlight;

        public async Task ConnectAsync(int port, BrokerUser user, string clientId)
        {
            await _socket.ConnectAsync(IPAddress.Loopback, port);
            await _socket.SendAsync(new PacketBuilder().Text("MQTT").Byte(4).Byte(0xC2).UInt16(0).Text(clientId).Text(user.Name).Text(user.Password)
                .ToPacket(MqttPacketType.Connect));
            var answer = new byte[4];
            var read = 0;
            while (read < answer.Length)
            {
                read += await _socket.ReceiveAsync(answer.AsMemory(read)) is > 0 and var got ? got : throw new IOException("The endpoint closed.");
            }

            if (answer[3] != 0)
            {
                throw new InvalidOperationException($"{user.Name} was refused: {answer[3]}.");
            }
        }

        /// <summary>Says them with as many in flight as <see cref="Window"/> allows.</summary>
        public async Task SayAsync(byte[][] frames)
        {
            var buffer = new byte[Window * AcknowledgementBytes * 4];
            var (next, acknowledgedBytes) = (0, 0);
            while (acknowledgedBytes < frames.Length * AcknowledgementBytes)
            {
                var acknowledged = acknowledgedBytes / AcknowledgementBytes;
                var chunk = new List<ArraySegment<byte>>();
                while (next < frames.Length && next - acknowledged < Window)
                {
                    chunk.Add(frames[next++]);
                }

                if (chunk.Count > 0)
                {
                    await _socket.SendAsync(chunk);
                }

                acknowledgedBytes += await ReceiveAsync(buffer);
            }
        }

        /// <summary>Says one, if as many as <see cref="Window"/> allows are unacknowledged; else once there is room.</summary>
        public void Say(byte[] frame)
        {
            lock (_waiting)
            {
                _waiting.Enqueue(frame);
                SendWhatMay();
            }
        }

        /// <summary>Hears that many acknowledgements, and tells of each by its number.</summary>
        public async Task HearAsync(int messages, Action<int> acknowledged)
        {
            var buffer = new byte[Window * AcknowledgementBytes];
            var (heard, bytes) = (0, 0);
            while (heard < messages)
            {
                bytes += await ReceiveAsync(buffer);
                var before = heard;
                for (; heard < bytes / AcknowledgementBytes; heard++)
                {
                    acknowledged(heard);
                }

                lock (_waiting)
                {
                    _inFlight -= heard - before;
                    SendWhatMay();
                }
            }
        }

        private void SendWhatMay()
        {
            while (_inFlight < Window && _waiting.TryDequeue(out var frame))
            {
                // A device's few hundred bytes always have room in its socket.
                _inFlight++;
                _socket.Send(frame);
            }
        }

        private async Task<int> ReceiveAsync(byte[] buffer) =>
            await _socket.ReceiveAsync(buffer) is > 0 and var read ? read : throw new IOException("The endpoint closed the connection.");

        public void Dispose() => _socket.Dispose();
    }
}
