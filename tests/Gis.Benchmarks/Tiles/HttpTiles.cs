using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Gis.Benchmarks.Tiles;

/// <summary>Asks for tiles over kept-open connections. Sockets are read by hand: the asker must not cost what is being measured.</summary>
/// <param name="pathOf">Where the server has a tile; a peer has it elsewhere than we.</param>
internal sealed class HttpTiles(Uri server, int connections, Func<FixedTile, string>? pathOf = null)
{
    /// <param name="headers">lines of the request, each with its line break</param>
    public async Task<TileRun> RunAsync(TimeSpan duration, Func<Random, FixedTile> pick, Func<FixedTile, string>? headers = null)
    {
        var watch = Stopwatch.StartNew();
        var asked = await Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => AskAsync(seed, watch, duration, pick, headers))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = asked.SelectMany(worker => worker.TimesMs).Order().ToArray();
        return new TileRun(times.Length / seconds, asked.Sum(worker => worker.Bytes) / (double)times.Length, asked.Max(worker => worker.Largest), times.At(0.5), times.At(0.99));
    }

    private async Task<(List<double> TimesMs, long Bytes, int Largest)> AskAsync(
        int seed, Stopwatch watch, TimeSpan duration, Func<Random, FixedTile> pick, Func<FixedTile, string>? headers)
    {
        var random = new Random(seed);
        var times = new List<double>();
        var (bytes, largest) = (0L, 0);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        while (watch.Elapsed < duration)
        {
            var tile = pick(random);
            var startedAt = watch.Elapsed;
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {pathOf?.Invoke(tile) ?? tile.Path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers?.Invoke(tile)}\r\n"));
            var length = await ReceiveAsync(socket, buffer);
            times.Add((watch.Elapsed - startedAt).TotalMilliseconds);
            bytes += length;
            largest = Math.Max(largest, length);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (times, bytes, largest);
    }

    /// <summary>out: length of the body</summary>
    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += await ReceiveSomeAsync(socket, buffer.AsMemory(filled));
        }

        var headers = Encoding.ASCII.GetString(buffer, 0, head);
        if (headers.StartsWith("HTTP/1.1 304", StringComparison.Ordinal) || headers.StartsWith("HTTP/1.1 204", StringComparison.Ordinal))
        {
            return 0;
        }

        if (!headers.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The server answers {headers}");
        }

        var length = int.Parse(headers.Split("Content-Length: ")[1].Split('\r')[0], CultureInfo.InvariantCulture);
        for (var left = head + 4 + length - filled; left > 0;)
        {
            left -= await ReceiveSomeAsync(socket, buffer.AsMemory(0, Math.Min(left, buffer.Length)));
        }

        return length;
    }

    private static async Task<int> ReceiveSomeAsync(Socket socket, Memory<byte> room) =>
        await socket.ReceiveAsync(room) is > 0 and var got ? got : throw new InvalidOperationException("The server closed the connection.");
}
