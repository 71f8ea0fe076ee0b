using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Gis.Demo.Field;

/// <summary>
/// One device's connection to the broker: opened when there is something to say, kept while the device lives, opened again after a break.
/// Publishes with QoS 1 and hears at most one topic. It reads without holding a buffer, for there are more than a thousand of them.
/// </summary>
internal sealed class FieldLink(BrokerAddress broker, string user, string password, string? listenTo, Action<byte[]>? heard, int keepAliveS) : IFieldLink
{
    private const int LargestPacket = 64 << 10;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<ushort, TaskCompletionSource<byte>> _waiting = new();
    private Socket? _socket;
    private Socket? _reading;
    private int _nextId;

    public bool IsConnected => _socket is { Connected: true };

    /// <summary>Connects where that is not done; for devices that must hear before they speak.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await ConnectAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Returns once the broker has acknowledged; throws when it refuses, says nothing or is not there.</summary>
    public async Task PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var id = NextId();
        var answer = _waiting[id] = new TaskCompletionSource<byte>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await OpenAsync(cancellationToken);
            await SendAsync(MqttPacket.Publish(id, topic, payload.Span), cancellationToken);
            var reason = await answer.Task.WaitAsync(AnswerTime, cancellationToken);
            if (reason >= 0x80)
            {
                throw new IOException($"The broker refused {topic} with reason {reason}.");
            }
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket is { Connected: true } socket)
        {
            try
            {
                await socket.SendAsync(MqttPacket.Disconnect);
            }
            catch (SocketException)
            {
                // The broker went first: there is no one to say goodbye to.
            }
        }

        Drop();
        _turn.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (IsConnected)
        {
            return;
        }

        Drop();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(broker.Host, broker.Port, limit.Token);
            _reading = socket;
            var welcome = Expect(0);
            _ = ReadAsync(socket, cancellationToken);
            await socket.SendAsync(MqttPacket.Connect($"field-{user}", user, password, keepAliveS), limit.Token);
            Require(await welcome.Task.WaitAsync(limit.Token), "let us in");
            if (listenTo is not null)
            {
                var id = NextId();
                var granted = Expect(id);
                await socket.SendAsync(MqttPacket.Subscribe(id, listenTo), limit.Token);
                Require(await granted.Task.WaitAsync(limit.Token), $"let us hear {listenTo}");
            }

            _socket = socket;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new IOException("The broker did not answer in time.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var left = Array.Empty<byte>();
        try
        {
            while (true)
            {
                await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
                var buffer = ArrayPool<byte>.Shared.Rent(left.Length + 4_096);
                left.CopyTo(buffer, 0);
                var count = await socket.ReceiveAsync(buffer.AsMemory(left.Length), cancellationToken);
                if (count == 0)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    break;
                }

                var bytes = buffer.AsMemory(0, left.Length + count);
                while (TryCut(ref bytes, out var head, out var body))
                {
                    await HandleAsync(socket, head, body, cancellationToken);
                }

                left = bytes.ToArray();
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (Exception trouble) when (trouble is SocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The connection is gone; whoever waits is told below, and the next publish opens another.
        }

        socket.Dispose();
        if (ReferenceEquals(socket, _reading))
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetException(new IOException("The connection to the broker broke."));
            }
        }
    }

    private async Task HandleAsync(Socket socket, byte head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        switch (head >> 4)
        {
            case 2:
                Complete(0, body.Span[1]);
                break;
            case 3:
                var topic = MqttPacket.ReadText(body.Span, out var at);
                var id = (head & 0x06) != 0 ? (ushort)((body.Span[at] << 8) | body.Span[at + 1]) : (ushort)0;
                at += id != 0 ? 2 : 0;
                var properties = MqttPacket.ReadLength(body.Span[at..], out var used);
                if (topic == listenTo)
                {
                    heard?.Invoke(body[(at + used + properties)..].ToArray());
                }

                if (id != 0)
                {
                    await socket.SendAsync(MqttPacket.PublishAck(id), cancellationToken);
                }

                break;
            case 4:
                Complete((ushort)((body.Span[0] << 8) | body.Span[1]), body.Length > 2 ? body.Span[2] : (byte)0);
                break;
            case 9:
                Complete((ushort)((body.Span[0] << 8) | body.Span[1]), body.Span[^1]);
                break;
            case 14:
                throw new IOException($"The broker ended the connection with reason {(body.Length > 0 ? body.Span[0] : 0)}.");
        }
    }

    private static bool TryCut(ref Memory<byte> bytes, out byte head, out ReadOnlyMemory<byte> body)
    {
        head = 0;
        body = default;
        if (bytes.Length < 2 || MqttPacket.ReadLength(bytes.Span[1..], out var used) is var length && length < 0)
        {
            return false;
        }

        if (length > LargestPacket)
        {
            throw new IOException("The broker sent more than a device can hold.");
        }

        if (bytes.Length < 1 + used + length)
        {
            return false;
        }

        head = bytes.Span[0];
        body = bytes.Slice(1 + used, length);
        bytes = bytes[(1 + used + length)..];
        return true;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> packet, CancellationToken cancellationToken)
    {
        var socket = _socket ?? throw new IOException("There is no connection to the broker.");
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (packet.Length > 0)
            {
                packet = packet[await socket.SendAsync(packet, cancellationToken)..];
            }
        }
        catch (ObjectDisposedException)
        {
            throw new IOException("The connection to the broker broke.");
        }
        finally
        {
            _turn.Release();
        }
    }

    private TaskCompletionSource<byte> Expect(ushort id) =>
        _waiting[id] = new TaskCompletionSource<byte>(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Complete(ushort id, byte reason)
    {
        if (_waiting.TryGetValue(id, out var waiting))
        {
            waiting.TrySetResult(reason);
        }
    }

    private static void Require(byte reason, string what)
    {
        if (reason >= 0x80)
        {
            throw new IOException($"The broker did not {what}: reason {reason}.");
        }
    }

    private ushort NextId() => (ushort)((Interlocked.Increment(ref _nextId) % 65_000) + 1);

    private void Drop()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
