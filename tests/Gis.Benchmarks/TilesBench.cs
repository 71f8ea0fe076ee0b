using System.Globalization;
using Gis.Benchmarks.Tiles;
using Gis.Server;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>Uncached vector tiles over HTTP, against the same statement on the same tiles through libpq (pgbench), turn by turn in one run.</summary>
internal sealed class TilesBench : IBench
{
    private const int Connections = 4;
    private const int Rounds = 3;
    private const double Bar = 0.80;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    public string Name => "tiles";

    public string Purpose =>
        $"{ParcelWorld.Count:N0} parcels, tiles of zooms 12 and 14 uncached over HTTP against the same SQL through libpq, {Connections} connections; bar {Bar:P0}";

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var store = new StoreFixture();
        await store.InitializeAsync();
        await ParcelWorld.FillAsync(store);
        await using var app = GisApplication.Build(
            ["--Parts=tiles", "--GIS_HTTP_PORT=0", "--Tiles:CacheBytes=0", "--Logging:LogLevel:Default=Warning", .. store.Configuration.Select(pair => $"--{pair.Key}={pair.Value}")]);
        await app.StartAsync();
        var http = new HttpTiles(new Uri(app.Urls.First()), Connections);
        var libpq = new LibpqTiles(store, Connections);
        await EnsureSameAsync(http, libpq);

        // Warm both: caches of the store, prepared statements, compiled code.
        await libpq.RunAsync(TimeSpan.FromSeconds(3));
        await http.RunAsync(TimeSpan.FromSeconds(5));
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var libpqRate = await libpq.RunAsync(Turn);
            var httpRun = await http.RunAsync(Turn);
            ratios.Add(httpRun.TilesPerSecond / libpqRate);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  round {round}: libpq {libpqRate:F0} tiles/s, HTTP {httpRun.TilesPerSecond:F0} tiles/s (mean {httpRun.MeanBytes / 1024:F1} KiB, p50 {httpRun.P50Ms:F1} ms, p99 {httpRun.P99Ms:F1} ms), ratio {ratios[^1]:F2}"));
        }

        var median = ratios.Order().ElementAt(Rounds / 2);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  median ratio {median:F2}, bar {Bar:F2}: {(median >= Bar ? "met" : "NOT met")}"));
        return median >= Bar;
    }

    /// <summary>The two ways must give the same bytes, else the comparison says nothing.</summary>
    private static async Task EnsureSameAsync(HttpTiles http, LibpqTiles libpq)
    {
        foreach (var range in ParcelWorld.Ranges)
        {
            var overHttp = await http.GetAsync(range.Zoom, range.MinX, range.MinY);
            var fromStore = await libpq.GetAsync(range.Zoom, range.MinX, range.MinY);
            if (overHttp.Length == 0 || !overHttp.AsSpan().SequenceEqual(fromStore))
            {
                throw new InvalidOperationException($"Tile {range.Zoom}/{range.MinX}/{range.MinY}: {overHttp.Length} bytes over HTTP, {fromStore.Length} from the store.");
            }
        }
    }
}
