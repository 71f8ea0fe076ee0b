using System.Net.Sockets;
using Gis.Ingest.Mqtt;
using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>
/// Devices by MQTT 3.1.1 with QoS 1, each on a connection of its own with as many messages in flight as common clients allow. One thread serves them all
/// and looks at their sockets a few hundred times a second, so that the devices, which in the field have processors of their own, take little of this machine's.
/// </summary>
internal sealed class DeviceFleet : IAsyncDisposable
{
    /// <summary>Between two looks; an acknowledgement counts as heard when it is looked at.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly List<FleetDevice> _devices = [];
    private readonly Dictionary<Socket, int> _indexes = [];

    /// <summary>One device for each of these; a user may be there more than once.</summary>
    public static Task<DeviceFleet> ConnectAsync(int port, IReadOnlyList<BrokerUser> users) => OnOwnThread(() =>
    {
        var fleet = new DeviceFleet();
        foreach (var user in users)
        {
            var device = new FleetDevice(port, user, $"{user.Name}-{fleet._devices.Count}");
            fleet._indexes.Add(device.Socket, fleet._devices.Count);
            fleet._devices.Add(device);
        }

        return fleet;
    });

    /// <summary>Has device i say the messages i, i + n, i + 2n … as fast as they are acknowledged, and waits for all of that.</summary>
    public Task SayAsync(DateTimeOffset start, int messages) => SayAsync(start, messages, double.PositiveInfinity);

    /// <summary>The same at a steady pace: message k is due k / perSecond seconds after the beginning, however late those before it are.</summary>
    /// <returns>From the moment at which each message was due to its acknowledgement, in ms.</returns>
    public async Task<double[]> SayAsync(DateTimeOffset start, int messages, double perSecond)
    {
        var frames = Frames(start, messages);
        return await OnOwnThread(() => Say(frames, perSecond));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var device in _devices)
        {
            device.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private double[] Say(byte[][] frames, double perSecond)
    {
        var took = new double[frames.Length];
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        var acknowledged = new int[_devices.Count];
        for (var (next, heard) = (0, 0); heard < frames.Length; Thread.Sleep(Pause))
        {
            for (; next < frames.Length && Due(next) <= clock.GetElapsedTime(began); next++)
            {
                _devices[next % _devices.Count].Wait(frames[next]);
            }

            foreach (var index in Heard())
            {
                var more = _devices[index].Hear();
                var now = clock.GetElapsedTime(began);
                for (; more > 0; more--, heard++)
                {
                    var message = index + (acknowledged[index]++ * _devices.Count);
                    took[message] = (now - Due(message)).TotalMilliseconds;
                }
            }

            foreach (var device in _devices)
            {
                device.SendWhatMay();
            }
        }

        return [.. took.Order()];

        TimeSpan Due(int message) => TimeSpan.FromSeconds(message / perSecond);
    }

    /// <summary>The devices for which something has come.</summary>
    private IEnumerable<int> Heard()
    {
        List<Socket> sockets = [.. _devices.Where(d => d.InFlight > 0).Select(d => d.Socket)];
        if (sockets.Count > 0)
        {
            Socket.Select(sockets, null, null, TimeSpan.Zero);
        }

        return sockets.Select(s => _indexes[s]);
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

    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
