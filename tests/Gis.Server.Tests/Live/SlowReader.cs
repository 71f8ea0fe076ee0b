using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Gis.Testing;

namespace Gis.Server.Tests.Live;

/// <summary>A page on a poor line: it opens a stream, says that it is still there, and reads as slowly as the test wants. Little fits into its buffers.</summary>
internal sealed class SlowReader : IAsyncDisposable
{
    private const char End = '\u001e';   // of each message of the hub's protocol
    private const int Tcp = 6;
    private const int TcpMaxSegment = 2;

    private readonly SocketsHttpHandler _handler = new()
    {
        ConnectCallback = static async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096, NoDelay = true };
            // Segments as on a real line: those of the loopback are so large that the server's own buffer takes megabytes.
            socket.SetRawSocketOption(Tcp, TcpMaxSegment, BitConverter.GetBytes(1_024));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _text = new();
    private readonly byte[] _buffer = new byte[4 << 10];

    /// <summary>Before each piece that is read.</summary>
    public TimeSpan Pause { get; set; }

    public static async Task<SlowReader> FollowAsync(TestSystem system, TestPerson person, long seq, TimeSpan pause)
    {
        var reader = new SlowReader { Pause = pause };
        foreach (var (name, value) in person.HubHeaders)
        {
            reader._socket.Options.SetRequestHeader(name, value);
        }

        var address = new UriBuilder(new Uri(system.Address, "hubs/live")) { Scheme = "ws" }.Uri;
        using var invoker = new HttpMessageInvoker(reader._handler, disposeHandler: false);
        await reader._socket.ConnectAsync(address, invoker, CancellationToken.None);
        await reader.SendAsync("""{"protocol":"json","version":1}""");
        await reader.SendAsync($$"""{"type":4,"invocationId":"1","target":"Follow","arguments":[{{seq}},null]}""");
        return reader;
    }

    /// <summary>Tells the server that the page is still there.</summary>
    public Task PingAsync() => SendAsync("""{"type":6}""");

    /// <summary>The next item of the stream.</summary>
    public async Task<JsonElement> NextAsync()
    {
        while (true)
        {
            var message = JsonDocument.Parse(await ReadMessageAsync()).RootElement;
            if (message.TryGetProperty("type", out var type) && type.GetInt32() == 2)
            {
                return message.GetProperty("item");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _handler.Dispose();
        await ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<string> ReadMessageAsync()
    {
        while (true)
        {
            var text = _text.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                _text.Remove(0, end + 1);
                return text[..end];
            }

            await Task.Delay(Pause);
            var result = await _socket.ReceiveAsync(_buffer, CancellationToken.None).WaitAsync(Eventually.Patience);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new EndOfStreamException("The server closed the line.");
            }

            _text.Append(Encoding.UTF8.GetString(_buffer, 0, result.Count));
        }
    }
}
