using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Gis.Benchmarks.Features;

/// <summary>Asks for boxes over kept-open connections. Sockets are read by hand, to the last chunk of each answer: the asker must not cost what is being measured.</summary>
internal sealed class HttpFeatures(Uri server, int connections)
{
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    public async Task<FeatureRun> RunAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var asked = await Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => AskAsync(seed, watch, duration))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = asked.SelectMany(worker => worker.TimesMs).Order().ToArray();
        return new FeatureRun(times.Length / seconds, asked.Sum(worker => worker.Bytes) / (double)times.Length, times.At(0.5), times.At(0.99));
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
            var request = Encoding.ASCII.GetBytes($"GET {new FixedBox(random.Next(FixedBox.Count)).Path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
            var startedAt = watch.Elapsed;
            await socket.SendAsync(request);
            var filled = 0;
            do
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(filled));
                filled += got > 0 ? got : throw new InvalidOperationException("The server closed the connection.");
            }
            while (!buffer.AsSpan(0, filled).EndsWith(LastChunk));

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
