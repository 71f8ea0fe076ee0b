using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Gis.Benchmarks.Latest;

namespace Gis.Benchmarks;

/// <summary>The newest value of every stream in one call, as a viewer and as a program ask for it.</summary>
internal sealed class LatestBench : IBench
{
    private const int Warm = 60;
    private const int Calls = 200;
    private const double BarMs = 100;

    public string Name => "latest";

    public string Purpose => $"GET /api/latest of {LatestWorld.Streams:N0} streams, one call after the other; bar p95 {BarMs:N0} ms, plain and compressed";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var world = new LatestWorld();
        await world.InitializeAsync();
        try
        {
            return await MeasureAsync(world, output, encoding: null) & await MeasureAsync(world, output, "br");
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task<bool> MeasureAsync(LatestWorld world, TextWriter output, string? encoding)
    {
        var client = await world.ReaderAsync();
        if (encoding is not null)
        {
            client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        var times = new List<double>();
        var bytes = 0;
        for (var call = -Warm; call < Calls; call++)
        {
            await world.MoveOneAsync();
            var started = Stopwatch.GetTimestamp();
            var answer = await client.GetByteArrayAsync(new Uri("api/latest", UriKind.Relative));
            var took = Stopwatch.GetElapsedTime(started);
            bytes = answer.Length;
            if (call < 0 && encoding is null)
            {
                EnsureWhole(answer);
            }

            if (call >= 0)
            {
                times.Add(took.TotalMilliseconds);
            }
        }

        var sorted = times.Order().ToArray();
        var p95 = sorted.At(0.95);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {encoding ?? "plain"}: {bytes / 1024:N0} KiB, p50 {sorted.At(0.5):F0} ms, p95 {p95:F0} ms, p99 {sorted.At(0.99):F0} ms; bar p95 {BarMs:F0} ms: {(p95 <= BarMs ? "met" : "NOT met")}"));
        return p95 <= BarMs;
    }

    private static void EnsureWhole(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var count = document.RootElement.GetProperty("values").GetArrayLength();
        if (count != LatestWorld.Streams)
        {
            throw new InvalidOperationException($"The answer holds {count} values and not {LatestWorld.Streams}.");
        }
    }
}
