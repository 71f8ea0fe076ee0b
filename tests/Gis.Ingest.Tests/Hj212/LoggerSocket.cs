using System.Net;
using System.Net.Sockets;
using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>A data logger's end of a TCP connection.</summary>
internal sealed class LoggerSocket : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly List<byte> _held = [];

    private LoggerSocket(Socket socket) => _socket = socket;

    public static async Task<LoggerSocket> ConnectAsync(int port, IPAddress? from = null, int? receiveBytes = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBytes is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new LoggerSocket(socket);
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
        }
    }

    /// <summary>Says that nothing more will be sent, and still listens.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next packet, CR LF included.</summary>
    public async Task<string> ReadPacketAsync()
    {
        while (true)
        {
            var end = _held.IndexOf((byte)'\n');
            if (end >= 0)
            {
                var packet = Encoding.UTF8.GetString([.. _held.Take(end + 1)]);
                _held.RemoveRange(0, end + 1);
                return packet;
            }

            Assert.True(await ReceiveAsync(), "the connection was closed instead of answered");
        }
    }

    /// <summary>All that comes until the other side closes; it must do so.</summary>
    public async Task<List<string>> ReadToEndAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return [.. Encoding.UTF8.GetString([.. _held]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[4_096];
        using var limit = new CancellationTokenSource(Eventually.Patience);
        try
        {
            var count = await _socket.ReceiveAsync(buffer, limit.Token);
            _held.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            // A connection that is aborted is closed all the same.
            return false;
        }
    }
}
