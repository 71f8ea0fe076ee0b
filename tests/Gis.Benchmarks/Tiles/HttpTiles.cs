using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Gis.Benchmarks.Tiles;

/// <summary>Asks for random tiles over kept-open connections. Sockets are read by hand: the asker must not cost what is being measured.</summary>
internal sealed class HttpTiles(Uri server, int connections)
{
    public async Task<byte[]> GetAsync(int zoom, int x, int y)
    {
        using var client = new HttpClient { BaseAddress = server };
        return await client.GetByteArrayAsync(new Uri(PathOf(zoom, x, y), UriKind.Relative));
    }

    public async Task<TileRun> RunAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var asked = await Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => AskAsync(seed, watch, duration))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = asked.SelectMany(worker => worker.TimesMs).Order().ToList();
        return new TileRun(times.Count / seconds, asked.Sum(worker => worker.Bytes) / (double)times.Count, times[times.Count / 2], times[(int)(times.Count * 0.99)]);
    }

    private async Task<(List<double> TimesMs, long Bytes)> AskAsync(int seed, Stopwatch watch, TimeSpan duration)
    {
        var random = new Random(seed);
        var times = new List<double>();
        var bytes = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        while (watch.Elapsed < duration)
        {
            var range = ParcelWorld.Ranges[random.Next(ParcelWorld.Ranges.Count)];
            var startedAt = watch.Elapsed;
            var path = PathOf(range.Zoom, random.Next(range.MinX, range.MaxX + 1), random.Next(range.MinY, range.MaxY + 1));
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n"));
            bytes += await ReceiveAsync(socket, buffer);
            times.Add((watch.Elapsed - startedAt).TotalMilliseconds);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (times, bytes);
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

    private static string PathOf(int zoom, int x, int y) =>
        string.Create(CultureInfo.InvariantCulture, $"/ogc/collections/{ParcelWorld.Layer}/tiles/WebMercatorQuad/{zoom}/{y}/{x}");
}
