using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Gis.Benchmarks.Features;

/// <summary>Asks for boxes over kept-open connections. Sockets are read by hand, to the end of each answer: the asker must not cost what is being measured.</summary>
/// <param name="pathOf">Where the server has the features of a box; a peer has them elsewhere than we.</param>
internal sealed class HttpFeatures(Uri server, int connections, Func<FixedBox, string>? pathOf = null)
{
    private static readonly byte[] LengthHeader = "\r\nContent-Length: "u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    public async Task<FeatureRun> RunAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var asked = await Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => AskAsync(seed, watch, duration))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = asked.SelectMany(worker => worker.TimesMs).Order().ToArray();
        return new FeatureRun(times.Length / seconds, asked.Sum(worker => worker.Bytes) / (double)times.Length, times.At(0.5), times.At(0.99));
    }

    /// <summary>By the length that the head tells, else by the last chunk.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        if (answer.EndsWith(LastChunk))
        {
            return true;
        }

        var head = answer.IndexOf("\r\n\r\n"u8);
        var length = head < 0 ? -1 : answer[..head].IndexOf(LengthHeader);
        return length >= 0 && Utf8Parser.TryParse(answer[(length + LengthHeader.Length)..head], out int bytes, out _) && answer.Length == head + 4 + bytes;
    }

    private async Task<(List<double> TimesMs, long Bytes)> AskAsync(int seed, Stopwatch watch, TimeSpan duration)
    {
        var random = new Random(seed);
        var times = new List<double>();
        var bytes = 0L;
        var buffer = new byte[1 << 20];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        while (watch.Elapsed < duration)
        {
            var box = new FixedBox(random.Next(FixedBox.Count));
            var request = Encoding.ASCII.GetBytes($"GET {pathOf?.Invoke(box) ?? box.Path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
            var startedAt = watch.Elapsed;
            await socket.SendAsync(request);
            var filled = 0;
            do
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(filled));
                filled += got > 0 ? got : throw new InvalidOperationException("The server closed the connection.");
            }
            while (!IsWhole(buffer.AsSpan(0, filled)));

            times.Add((watch.Elapsed - startedAt).TotalMilliseconds);
            bytes += filled;
            if (!buffer.AsSpan(0, filled).StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException($"The server answers {Encoding.UTF8.GetString(buffer, 0, Math.Min(filled, 500))}");
            }
        }

        return (times, bytes);
    }
}
