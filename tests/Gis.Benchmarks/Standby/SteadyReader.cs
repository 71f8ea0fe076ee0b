using System.Diagnostics;
using Gis.Benchmarks.Features;
using Gis.Benchmarks.Tiles;

namespace Gis.Benchmarks.Standby;

/// <summary>Reads boxes and tiles one after the other on some connections, and writes down of each when it began and ended and what came of it.</summary>
internal sealed class SteadyReader(Uri server, int connections) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = server };
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed;

    public async Task<IReadOnlyList<SteadyRead>> RunAsync(TimeSpan duration)
    {
        var until = Now + duration;
        return [.. (await Task.WhenAll(Enumerable.Range(0, connections).Select(seed => Task.Run(() => ReadAsync(new Random(seed), until))))).SelectMany(reads => reads)];
    }

    /// <summary>The longest time in which no good answer came, from <paramref name="from"/> on.</summary>
    public static double LongestGapMs(IEnumerable<SteadyRead> reads, TimeSpan from)
    {
        var (last, gap) = (from, TimeSpan.Zero);
        foreach (var at in reads.Where(read => read.IsGood).Select(read => read.EndedAt).Order())
        {
            gap = at - last > gap ? at - last : gap;
            last = at;
        }

        return gap.TotalMilliseconds;
    }

    public void Dispose() => _client.Dispose();

    private async Task<List<SteadyRead>> ReadAsync(Random random, TimeSpan until)
    {
        var range = ProvinceWorld.RangeOf("parcels", 14);
        var reads = new List<SteadyRead>();
        while (Now < until)
        {
            var path = reads.Count % 2 == 0 ? new FixedBox(random.Next(FixedBox.Count)).Path : range.Pick(random).Path;
            var beganAt = Now;
            try
            {
                using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
                reads.Add(new SteadyRead(beganAt, Now, answer.IsSuccessStatusCode, answer.Headers.Contains("Gis-Stale-Seconds")));
            }
            catch (HttpRequestException)
            {
                reads.Add(new SteadyRead(beganAt, Now, IsGood: false, IsOld: false));
            }
        }

        return reads;
    }
}
