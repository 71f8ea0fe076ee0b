using System.Net;
using System.Net.Sockets;
using Gis.Ingest.Mqtt;
using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>One connected device. Its socket is only ever asked for what is there, so that nothing on this machine is woken for it.</summary>
internal sealed class FleetDevice : IDisposable
{
    private const int AcknowledgementBytes = 4;

    /// <summary>What libmosquitto and Paho leave unacknowledged at most by default.</summary>
    private const int Window = 20;

    private readonly Queue<byte[]> _waiting = [];
    private readonly byte[] _heard = new byte[Window * AcknowledgementBytes];
    private int _bytes;

    /// <exception cref="InvalidOperationException">The endpoint refused the device.</exception>
    public FleetDevice(int port, BrokerUser user, string clientId)
    {
        Socket.Connect(IPAddress.Loopback, port);
        Socket.Send(new PacketBuilder().Text("MQTT").Byte(4).Byte(0xC2).UInt16(0).Text(clientId).Text(user.Name).Text(user.Password).ToPacket(MqttPacketType.Connect));
        var answer = new byte[4];
        for (var read = 0; read < answer.Length;)
        {
            read += Some(Socket.Receive(answer.AsSpan(read)));
        }

        if (answer[3] != 0)
        {
            throw new InvalidOperationException($"{user.Name} was refused: {answer[3]}.");
        }
    }

    public Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Said and not acknowledged.</summary>
    public int InFlight { get; private set; }

    /// <summary>Has one to say, as soon as there is room in the window.</summary>
    public void Wait(byte[] frame) => _waiting.Enqueue(frame);

    public void SendWhatMay()
    {
        if (InFlight == Window || _waiting.Count == 0)
        {
            return;
        }

        List<ArraySegment<byte>> frames = [];
        while (InFlight < Window && _waiting.TryDequeue(out var frame))
        {
            frames.Add(frame);
            InFlight++;
        }

        // A device's few kilobytes always have room in its socket.
        Socket.Send(frames);
    }

    /// <summary>Takes what has come, which must be something.</summary>
    /// <returns>How many more are acknowledged.</returns>
    public int Hear()
    {
        var before = _bytes / AcknowledgementBytes;
        _bytes += Some(Socket.Receive(_heard));
        var more = (_bytes / AcknowledgementBytes) - before;
        InFlight -= more;
        return more;
    }

    public void Dispose() => Socket.Dispose();

    private static int Some(int read) => read > 0 ? read : throw new IOException("The endpoint closed the connection.");
}
