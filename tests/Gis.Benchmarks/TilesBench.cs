using System.Globalization;
using Gis.Benchmarks.Peers;
using Gis.Benchmarks.Tiles;
using Gis.Server;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;

namespace Gis.Benchmarks;

/// <summary>Vector tiles over HTTP: uncached against the leanest ST_AsMVT through libpq (pgbench), turn by turn in one run; then mixed zooms, cached tiles, and what is in them.</summary>
internal sealed class TilesBench : IBench
{
    private const int Rounds = 3;
    private const double RaceBar = 2;
    private const double MixedP99BarMs = 1_000;
    private const int LargestBar = 500_000;
    private const double CachedRateBar = 10_000;
    private const double CachedP99BarMs = 10;
    private const double CompressionBarMs = 0.5;
    private const double DifferentBar = 0.001;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly int[] Connections = [4, 16];

    private readonly List<bool> _met = [];

    public string Name => "tiles";

    public string Purpose =>
        $"{ProvinceWorld.Parcels:N0} parcels, {ProvinceWorld.Roads:N0} roads, {ProvinceWorld.Points:N0} points: tiles of zooms 12 and 14 uncached against the leanest ST_AsMVT through libpq, bar {RaceBar:F0} ×; "
        + "500 fixed tiles of zooms 8 to 14";

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var store = new StoreFixture();
        await store.InitializeAsync();
        await new ProvinceWorld(store).FillAsync();
        await using (var app = await StartAsync(store, "--Tiles:CacheBytes=0"))
        {
            await using var peers = await MapPeers.StartAsync(store, withQgis: false, output);
            await RaceAsync(store, app, peers, output);
            await MixAsync(app, output);
            await CheckAsync(store, app, output);
        }

        await using (var app = await StartAsync(store, "--Tiles:CacheBytes=134217728"))
        {
            await AskForCachedAsync(app, output);
        }

        return _met.TrueForAll(met => met);
    }

    private static async Task<WebApplication> StartAsync(StoreFixture store, string setting)
    {
        var app = GisApplication.Build(
            ["--Parts=tiles", "--GIS_HTTP_PORT=0", setting, "--Logging:LogLevel:Default=Warning", .. store.Configuration.Select(pair => $"--{pair.Key}={pair.Value}")]);
        await app.StartAsync();
        return app;
    }

    private async Task RaceAsync(StoreFixture store, WebApplication app, MapPeers peers, TextWriter output)
    {
        List<TileRange> ranges = [.. FixedTile.Shares.SelectMany(share => Enumerable.Repeat(
            (TileRange[])[ProvinceWorld.RangeOf(share.Layer, 12), ProvinceWorld.RangeOf(share.Layer, 14)], share.Tiles)).SelectMany(both => both)];
        FixedTile Pick(Random random) => ranges[random.Next(ranges.Count)].Pick(random);
        foreach (var connections in Connections)
        {
            var http = new HttpTiles(new Uri(app.Urls.First()), connections);
            var libpq = new LibpqTiles(store, connections);

            // Warm both: caches of the store, prepared statements, compiled code, which takes the runtime some seconds of work to settle.
            await libpq.RunAsync(Turn, ranges);
            await http.RunAsync(WarmUp, Pick);
            var others = peers.Tiles.ToDictionary(peer => peer.Name, peer => (Http: new HttpTiles(peers.Address, connections, peer.PathOf), Ratios: new List<double>()));
            foreach (var (_, (other, _)) in others)
            {
                await other.RunAsync(Turn, Pick);
            }

            PeakMemory.Forget();
            var ratios = new List<double>();
            for (var round = 1; round <= Rounds; round++)
            {
                var libpqRate = await libpq.RunAsync(Turn, ranges);
                var run = await http.RunAsync(Turn, Pick);
                ratios.Add(run.TilesPerSecond / libpqRate);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {connections} connections, round {round}: libpq {libpqRate:F0} tiles/s, HTTP {run.TilesPerSecond:F0} tiles/s (mean {run.MeanBytes / 1024:F1} KiB, p50 {run.P50Ms:F1} ms, p99 {run.P99Ms:F1} ms), ratio {ratios[^1]:F2}"));
                foreach (var (name, (other, ahead)) in others)
                {
                    var theirs = await other.RunAsync(Turn, Pick);
                    ahead.Add(run.TilesPerSecond / theirs.TilesPerSecond);
                    await output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"    {name}: {theirs.TilesPerSecond:F0} tiles/s (mean {theirs.MeanBytes / 1024:F1} KiB, p50 {theirs.P50Ms:F1} ms, p99 {theirs.P99Ms:F1} ms), ours are {ahead[^1]:F2} of it"));
                }
            }

            foreach (var (name, (_, ahead)) in others)
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"  zooms 12 and 14 uncached, {connections} connections, median ratio to {name}: {ahead.Order().ElementAt(Rounds / 2):F2}"));
            }

            await TellAsync(output, $"zooms 12 and 14 uncached, {connections} connections, median ratio to ST_AsMVT", ratios.Order().ElementAt(Rounds / 2), RaceBar, isLeast: true);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  memory at most {PeakMemory.Megabytes:F0} MB, server and asker in one process"));
        }
    }

    private async Task MixAsync(WebApplication app, TextWriter output)
    {
        PeakMemory.Forget();
        var run = await new HttpTiles(new Uri(app.Urls.First()), connections: 16)
            .RunAsync(TimeSpan.FromSeconds(20), random => FixedTile.FiveHundred[random.Next(FixedTile.FiveHundred.Count)]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  zooms 8 to 14 mixed, uncached, 16 connections: {run.TilesPerSecond:F0} tiles/s, mean {run.MeanBytes / 1024:F1} KiB, p50 {run.P50Ms:F0} ms; memory at most {PeakMemory.Megabytes:F0} MB"));
        await TellAsync(output, "zooms 8 to 14 mixed, 16 connections, p99 ms", run.P99Ms, MixedP99BarMs, isLeast: false);
    }

    private async Task CheckAsync(StoreFixture store, WebApplication app, TextWriter output)
    {
        using var server = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var check = new TileCheck(server, new LibpqTiles(store, connections: 1));
        await check.LookAsync();
        var (compressionMs, share) = check.Compress();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  500 tiles: {check.Drawn} features in those not thinned, {check.Thinned} thinned, mean {check.MeanBytes / 1024:F1} KiB, {share:P0} of it compressed"));
        await TellAsync(output, "largest tile, bytes", check.LargestBytes, LargestBar, isLeast: false);
        await TellAsync(output, "ids drawn by one and not the other, share", check.Different / (double)check.Drawn, DifferentBar, isLeast: false);
        await TellAsync(output, $"invalid geometries ({check.Polygons} parcels)", check.Invalid, 0, isLeast: false);
        await TellAsync(output, "compression, ms of processor a tile", compressionMs, CompressionBarMs, isLeast: false);
    }

    private async Task AskForCachedAsync(WebApplication app, TextWriter output)
    {
        const string compressed = "Accept-Encoding: gzip\r\n";
        using var server = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var tags = new Dictionary<FixedTile, string>();
        foreach (var tile in FixedTile.FiveHundred)
        {
            using var answer = await server.GetAsync(new Uri(tile.Path, UriKind.Relative));
            tags[tile] = answer.Headers.ETag!.Tag;
        }

        var http = new HttpTiles(new Uri(app.Urls.First()), connections: 16);
        FixedTile Pick(Random random) => FixedTile.FiveHundred[random.Next(FixedTile.FiveHundred.Count)];
        await http.RunAsync(TimeSpan.FromSeconds(4), Pick, _ => compressed);
        var cached = await http.RunAsync(Turn, Pick, _ => compressed);
        var known = await http.RunAsync(Turn, Pick, tile => $"{compressed}If-None-Match: {tags[tile]}\r\n");
        await TellAsync(output, "cached tiles a second, 16 connections", cached.TilesPerSecond, CachedRateBar, isLeast: true);
        await TellAsync(output, "cached tiles, p99 ms", cached.P99Ms, CachedP99BarMs, isLeast: false);
        await TellAsync(output, "304 a second, 16 connections", known.TilesPerSecond, CachedRateBar, isLeast: true);
        await TellAsync(output, "304, p99 ms", known.P99Ms, CachedP99BarMs, isLeast: false);
    }

    private Task TellAsync(TextWriter output, string figure, double value, double bar, bool isLeast)
    {
        var met = isLeast ? value >= bar : value <= bar;
        _met.Add(met);
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {figure}: {value:0.####}, bar {(isLeast ? "≥" : "≤")} {bar:0.####}: {(met ? "met" : "NOT met")}"));
    }
}
