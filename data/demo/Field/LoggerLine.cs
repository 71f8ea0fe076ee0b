using System.Net.Sockets;

namespace Gis.Demo.Field;

/// <summary>
/// A data logger's own connection to the host, HJ 212 over TCP: opened when there is something to say, kept while the device lives, opened again
/// after a break. It reads without holding a buffer.
/// </summary>
internal sealed class LoggerLine(string host, int port, Action<byte[]> heard) : IFieldLink
{
    private const int LongestPacket = 4_096;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private Socket? _socket;

    /// <summary>The topic goes without saying: the packet names its device.</summary>
    public async Task PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var socket = await ConnectAsync(cancellationToken);
            while (payload.Length > 0)
            {
                payload = payload[await socket.SendAsync(payload, cancellationToken)..];
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            throw new IOException("The connection to the host broke.", broken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        _turn.Dispose();
        return default;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_socket is { Connected: true } standing)
        {
            return standing;
        }

        _socket?.Dispose();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new IOException("The host did not answer in time.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _socket = socket;
        _ = ReadAsync(socket, cancellationToken);
        return socket;
    }

    private async Task ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var held = Array.Empty<byte>();
        try
        {
            while (true)
            {
                await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
                var buffer = new byte[held.Length + Math.Max(socket.Available, 1)];
                held.CopyTo(buffer, 0);
                var count = await socket.ReceiveAsync(buffer.AsMemory(held.Length), cancellationToken);
                if (count == 0 || buffer.Length > LongestPacket)
                {
                    break;
                }

                held = Cut(buffer.AsSpan(0, held.Length + count));
            }
        }
        catch (Exception trouble) when (trouble is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone; what is unanswered is sent again over the next.
        }

        socket.Dispose();
    }

    /// <summary>Hands on whole packets; what is left is the begin of the next.</summary>
    private byte[] Cut(Span<byte> bytes)
    {
        int end;
        while ((end = bytes.IndexOf((byte)'\n')) >= 0)
        {
            heard(bytes[..(end + 1)].ToArray());
            bytes = bytes[(end + 1)..];
        }

        return bytes.ToArray();
    }
}
