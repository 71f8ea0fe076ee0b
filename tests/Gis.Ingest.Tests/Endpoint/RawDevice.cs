using System.Net;
using System.Net.Sockets;
using System.Text;
using Gis.Ingest.Mqtt;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>A device that speaks bytes, so that it can say what no well-behaved client would.</summary>
internal sealed class RawDevice : IAsyncDisposable
{
    private readonly TcpClient _client = new() { ReceiveBufferSize = 4_096 };
    private NetworkStream _stream = null!;

    public static async Task<RawDevice> OpenAsync(int port)
    {
        var device = new RawDevice();
        await device._client.ConnectAsync(IPAddress.Loopback, port);
        device._stream = device._client.GetStream();
        return device;
    }

    /// <summary>Connected and let in.</summary>
    public static async Task<RawDevice> ConnectAsync(int port, BrokerUser user, byte level = 5, string? clientId = null)
    {
        var device = await OpenAsync(port);
        await device.SendAsync(Connect(user.Name, user.Password, level, clientId ?? user.Name));
        var answer = await device.ReadPacketAsync();
        Assert.Equal(((byte)0x20, (byte)0), (answer[0], answer[3]));
        return device;
    }

    public static byte[] Connect(string user, string password, byte level, string clientId, ushort keepAlive = 60)
    {
        var body = new PacketBuilder().Text("MQTT").Byte(level).Byte(0xC2).UInt16(keepAlive);
        if (level == 5)
        {
            body.Byte(0);
        }

        return body.Text(clientId).Text(user).Text(password).ToPacket(MqttPacketType.Connect);
    }

    public static byte[] Publish(string topic, string payload, ushort packetId, byte quality, byte level = 5)
    {
        var body = new PacketBuilder().Text(topic);
        if (quality > 0)
        {
            body.UInt16(packetId);
        }

        if (level == 5)
        {
            body.Byte(0);
        }

        return body.Bytes(Encoding.UTF8.GetBytes(payload)).ToPacket(MqttPacketType.Publish, quality << 1);
    }

    public static byte[] Subscribe(ushort packetId, byte level, params string[] filters)
    {
        var body = new PacketBuilder().UInt16(packetId);
        if (level == 5)
        {
            body.Byte(0);
        }

        foreach (var filter in filters)
        {
            body.Text(filter).Byte(1);
        }

        return body.ToPacket(MqttPacketType.Subscribe, 0x02);
    }

    public async Task SendAsync(params byte[][] packets) => await _stream.WriteAsync(packets.SelectMany(p => p).ToArray());

    /// <summary>The next whole packet, head and length included; empty when the other side has closed.</summary>
    public async Task<byte[]> ReadPacketAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        var packet = new List<byte>();
        var one = new byte[1];
        try
        {
            do
            {
                if (await _stream.ReadAsync(one, limit.Token) == 0)
                {
                    return [];
                }

                packet.Add(one[0]);
            }
            while (packet.Count == 1 || (packet[^1] & 0x80) != 0);

            var length = 0;
            for (var i = 1; i < packet.Count; i++)
            {
                length |= (packet[i] & 0x7F) << (7 * (i - 1));
            }

            var body = new byte[length];
            await _stream.ReadExactlyAsync(body, limit.Token);
            return [.. packet, .. body];
        }
        catch (IOException)
        {
            // A reset is an end too.
            return [];
        }
    }

    /// <summary>Waits until the other side closes; what it said before comes back.</summary>
    public async Task<List<byte[]>> ReadToEndAsync()
    {
        var packets = new List<byte[]>();
        while (await ReadPacketAsync() is { Length: > 0 } packet)
        {
            packets.Add(packet);
        }

        return packets;
    }

    /// <summary>Ends without a word.</summary>
    public ValueTask DisposeAsync()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
