using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Gis.Testing;

/// <summary>A viewer's end of the live hub: the server's own codec over a plain WebSocket.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly JsonHubProtocol _protocol = new(Options.Create(new JsonHubProtocolOptions()));
    private readonly ConcurrentDictionary<string, Channel<HubMessage>> _calls = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _ending = new();
    private Task _pump = Task.CompletedTask;
    private int _lastCall;

    private HubClient()
    {
    }

    /// <summary>Connects with the headers of a session or token, say <c>Cookie</c> and <c>Origin</c>, or <c>Authorization</c>.</summary>
    public static async Task<HubClient> ConnectAsync(Uri server, IReadOnlyDictionary<string, string> headers, string hub = "hubs/live")
    {
        ArgumentNullException.ThrowIfNull(headers);
        var client = new HubClient();
        foreach (var (name, value) in headers)
        {
            client._socket.Options.SetRequestHeader(name, value);
        }

        var address = new UriBuilder(new Uri(server, hub)) { Scheme = "ws" }.Uri;
        try
        {
            await client._socket.ConnectAsync(address, CancellationToken.None);
            await client.ShakeHandsAsync();
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }

        return client;
    }

    /// <summary>Calls a hub method and waits for its result; a refusal is a <see cref="HubException"/> with the server's words.</summary>
    public async Task<T> InvokeAsync<T>(string method, params object?[] arguments)
    {
        var id = NextCall(out var channel);
        await SendAsync(new InvocationMessage(id, method, arguments));
        var completion = (CompletionMessage)await channel.Reader.ReadAsync(_ending.Token);
        _calls.TryRemove(id, out _);
        return completion.Error is { } error ? throw new HubException(error) : ((JsonElement)completion.Result!).Deserialize<T>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Follows a stream until it completes or the token is cancelled, which also tells the server.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(
        string method, object?[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var id = NextCall(out var channel);
        await SendAsync(new StreamInvocationMessage(id, method, arguments));
        try
        {
            await foreach (var message in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if (message is CompletionMessage completion)
                {
                    if (completion.Error is { } error)
                    {
                        throw new HubException(error);
                    }

                    yield break;
                }

                yield return (JsonElement)((StreamItemMessage)message).Item!;
            }
        }
        finally
        {
            _calls.TryRemove(id, out _);
            if (cancellationToken.IsCancellationRequested && _socket.State == WebSocketState.Open)
            {
                await SendAsync(new CancelInvocationMessage(id));
            }
        }
    }

    /// <summary>Cuts the line without a word, as a lost network does.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Abort();
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _ending.Dispose();
    }

    private string NextCall(out Channel<HubMessage> channel)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _calls[id] = channel = Channel.CreateUnbounded<HubMessage>();
        return id;
    }

    private async Task SendAsync(HubMessage message)
    {
        await _sending.WaitAsync(_ending.Token);
        try
        {
            await _socket.SendAsync(_protocol.GetMessageBytes(message), WebSocketMessageType.Text, endOfMessage: true, _ending.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ShakeHandsAsync()
    {
        var request = new ArrayBufferWriter<byte>();
        HandshakeProtocol.WriteRequestMessage(new HandshakeRequestMessage(_protocol.Name, _protocol.Version), request);
        await _socket.SendAsync(request.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, _ending.Token);
        var pipe = new Pipe();
        while (true)
        {
            await ReceiveAsync(pipe.Writer);
            var read = await pipe.Reader.ReadAsync(_ending.Token);
            var buffer = read.Buffer;
            if (HandshakeProtocol.TryParseResponseMessage(ref buffer, out var response))
            {
                pipe.Reader.AdvanceTo(buffer.Start);
                if (response.Error is { } error)
                {
                    throw new HubException(error);
                }

                break;
            }

            pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
        }

        _pump = PumpAsync(pipe);
    }

    /// <summary>A frame may hold several messages or part of one, hence the pipe.</summary>
    private async Task PumpAsync(Pipe pipe)
    {
        try
        {
            while (true)
            {
                if (!pipe.Reader.TryRead(out var read))
                {
                    await ReceiveAsync(pipe.Writer);
                    continue;
                }

                var buffer = read.Buffer;
                while (_protocol.TryParseMessage(ref buffer, Binder.Instance, out var message))
                {
                    Hand(message);
                }

                pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
                await ReceiveAsync(pipe.Writer);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or EndOfStreamException)
        {
            foreach (var call in _calls.Values)
            {
                call.Writer.TryComplete(new EndOfStreamException("The hub is gone.", e));
            }
        }
    }

    private async Task ReceiveAsync(PipeWriter writer)
    {
        var result = await _socket.ReceiveAsync(writer.GetMemory(16 * 1024), _ending.Token);
        if (result.MessageType == WebSocketMessageType.Close)
        {
            throw new EndOfStreamException("The server closed the hub.");
        }

        writer.Advance(result.Count);
        await writer.FlushAsync(_ending.Token);
    }

    private void Hand(HubMessage? message)
    {
        if (message is HubInvocationMessage { InvocationId: { } id } and (CompletionMessage or StreamItemMessage) && _calls.TryGetValue(id, out var channel))
        {
            channel.Writer.TryWrite(message);
        }
    }

    /// <summary>Everything arrives as JSON; tests pick what they look at.</summary>
    private sealed class Binder : IInvocationBinder
    {
        public static Binder Instance { get; } = new();

        public Type GetReturnType(string invocationId) => typeof(JsonElement);

        public Type GetStreamItemType(string streamId) => typeof(JsonElement);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [];
    }
}
