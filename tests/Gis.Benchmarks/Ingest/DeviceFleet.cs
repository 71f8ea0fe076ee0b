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

    /// <summary>Has device i say the messages i, i + n, i + 2n …, and waits for all to be acknowledged. At most so many a second altogether; 0 is no bound.</summary>
    /// <returns>From each message's way out to its acknowledgement, in ms.</returns>
    public async Task<double[]> SayAsync(DateTimeOffset start, int messages, double perSecond = 0)
    {
        var frames = new byte[messages][];
        for (var i = 0; i < messages; i++)
        {
            frames[i] = Frame(IngestWorld.TopicOf(i), IngestWorld.Message(start, i), (ushort)((i / _devices.Count % 60_000) + 1));
        }

        var began = TimeProvider.System.GetTimestamp();
        var took = await Task.WhenAll(_devices.Select((device, index) => Task.Run(() => device.SayAsync(
            [.. Enumerable.Range(0, (messages - index + _devices.Count - 1) / _devices.Count).Select(k => frames[index + (k * _devices.Count)])],
            k => perSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((index + ((double)k * _devices.Count)) / perSecond),
            began))));
        return [.. took.SelectMany(t => t).Order()];
    }

    public ValueTask DisposeAsync()
    {
        foreach (var device in _devices)
        {
            device.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static byte[] Frame(string topic, byte[] payload, ushort packetId) =>
        new PacketBuilder().Text(topic).UInt16(packetId).Bytes(payload).ToPacket(MqttPacketType.Publish, 0x02);

    private sealed class Device : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

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

        public async Task<double[]> SayAsync(byte[][] frames, Func<int, TimeSpan> dueAfter, long began)
        {
            var clock = TimeProvider.System;
            var sent = new long[frames.Length];
            var took = new double[frames.Length];
            var buffer = new byte[Window * AcknowledgementBytes * 4];
            var (next, acknowledgedBytes) = (0, 0);
            while (acknowledgedBytes < frames.Length * AcknowledgementBytes)
            {
                var acknowledged = acknowledgedBytes / AcknowledgementBytes;
                var chunk = new List<ArraySegment<byte>>();
                while (next < frames.Length && next - acknowledged < Window && (chunk.Count == 0 || dueAfter(next) <= clock.GetElapsedTime(began)))
                {
                    if (dueAfter(next) - clock.GetElapsedTime(began) is { Ticks: > 0 } wait)
                    {
                        if (next > acknowledged)
                        {
                            break;
                        }

                        await Task.Delay(wait);
                    }

                    sent[next] = clock.GetTimestamp();
                    chunk.Add(frames[next++]);
                }

                if (chunk.Count > 0)
                {
                    await _socket.SendAsync(chunk);
                }

                var read = await _socket.ReceiveAsync(buffer);
                if (read == 0)
                {
                    throw new IOException("The endpoint closed the connection.");
                }

                acknowledgedBytes += read;
                for (; acknowledged < acknowledgedBytes / AcknowledgementBytes; acknowledged++)
                {
                    took[acknowledged] = clock.GetElapsedTime(sent[acknowledged]).TotalMilliseconds;
                }
            }

            return took;
        }

        public void Dispose() => _socket.Dispose();
    }
}
