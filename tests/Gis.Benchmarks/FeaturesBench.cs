using System.Globalization;
using System.Text.Json;
using Gis.Benchmarks.Features;
using Gis.Benchmarks.Peers;
using Gis.Benchmarks.Tiles;
using Gis.Server;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;

namespace Gis.Benchmarks;

/// <summary>Features over HTTP: boxes of about a hundred against plain ST_AsGeoJSON rows through libpq (pgbench), turn by turn in one run; then a million, page by page and as one file.</summary>
internal sealed class FeaturesBench : IBench
{
    private const int Rounds = 3;
    private const double RaceBar = 0.8;
    private const double P99BarMs = 50;
    private const double MemoryBarMb = 350;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    /// <summary>Until what is asked most is compiled as well as it gets.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly int[] Connections = [1, 4, 16];

    private readonly List<bool> _met = [];

    public string Name => "features";

    public string Purpose =>
        $"{ProvinceWorld.Parcels:N0} parcels: {FixedBox.Count} boxes of about 100 against ST_AsGeoJSON rows through libpq, bar {RaceBar:F1} ×; p99 at 16 connections at most {P99BarMs:F0} ms; "
        + $"all of them streamed in at most {MemoryBarMb:F0} MB";

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var store = new StoreFixture();
        await store.InitializeAsync();
        await new ProvinceWorld(store).FillParcelsAsync();
        await using var app = GisApplication.Build(
            ["--Parts=tiles", "--GIS_HTTP_PORT=0", "--Logging:LogLevel:Default=Warning", .. store.Configuration.Select(pair => $"--{pair.Key}={pair.Value}")]);
        await app.StartAsync();
        await using (var peers = await MapPeers.StartAsync(store, withQgis: true, output))
        {
            await RaceAsync(store, app, peers, output);
        }

        await StreamAsync(app, output);
        return _met.TrueForAll(met => met);
    }

    private async Task RaceAsync(StoreFixture store, WebApplication app, MapPeers peers, TextWriter output)
    {
        await new HttpFeatures(new Uri(app.Urls.First()), Connections[1]).RunAsync(WarmUp);
        foreach (var connections in Connections)
        {
            var http = new HttpFeatures(new Uri(app.Urls.First()), connections);
            var libpq = new LibpqFeatures(store, connections);
            await libpq.RunAsync(TimeSpan.FromSeconds(1));
            await http.RunAsync(TimeSpan.FromSeconds(2));
            var others = peers.Features.ToDictionary(peer => peer.Name, peer => (Http: new HttpFeatures(peers.Address, connections, peer.PathOf), Ratios: new List<double>()));
            foreach (var (_, (other, _)) in others)
            {
                await other.RunAsync(TimeSpan.FromSeconds(2));
            }

            var (ratios, slowest) = (new List<double>(), new List<double>());
            for (var round = 1; round <= Rounds; round++)
            {
                var rate = await libpq.RunAsync(Turn);
                var run = await http.RunAsync(Turn);
                ratios.Add(run.BoxesPerSecond / rate);
                slowest.Add(run.P99Ms);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {connections} connections, round {round}: libpq {rate:F0} boxes/s, HTTP {run.BoxesPerSecond:F0} boxes/s (mean {run.MeanBytes / 1024:F1} KiB, p50 {run.P50Ms:F1} ms, p99 {run.P99Ms:F1} ms), ratio {ratios[^1]:F2}"));
                foreach (var (name, (other, ahead)) in others)
                {
                    var theirs = await other.RunAsync(Turn);
                    ahead.Add(run.BoxesPerSecond / theirs.BoxesPerSecond);
                    await output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"    {name}: {theirs.BoxesPerSecond:F0} boxes/s (mean {theirs.MeanBytes / 1024:F1} KiB, p50 {theirs.P50Ms:F1} ms, p99 {theirs.P99Ms:F1} ms), ours are {ahead[^1]:F2} of it"));
                }
            }

            foreach (var (name, (_, ahead)) in others)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {connections} connections, median ratio to {name}: {Median(ahead):F2}"));
            }

            await TellAsync(output, $"{connections} connections, median ratio to ST_AsGeoJSON rows", Median(ratios), RaceBar, isLeast: true);
            if (connections == Connections[^1])
            {
                await TellAsync(output, $"{connections} connections, median p99 ms", Median(slowest), P99BarMs, isLeast: false);
            }
        }
    }

    private async Task StreamAsync(WebApplication app, TextWriter output)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        PeakMemory.Forget();
        var lines = 0L;
        await using (var file = await client.GetStreamAsync(new Uri("/ogc/collections/parcels/items?f=csv", UriKind.Relative)))
        {
            var buffer = new byte[64 * 1024];
            for (int got; (got = await file.ReadAsync(buffer)) > 0;)
            {
                lines += buffer.AsSpan(0, got).Count((byte)'\n');
            }
        }

        await TellAsync(output, $"memory while {lines - 1:N0} features stream out as CSV, MB", lines == ProvinceWorld.Parcels + 1 ? PeakMemory.Megabytes : double.PositiveInfinity, MemoryBarMb, isLeast: false);
        PeakMemory.Forget();
        var features = 0L;
        for (var next = "/ogc/collections/parcels/items?limit=1000"; next is not null;)
        {
            using var page = JsonDocument.Parse(await client.GetStreamAsync(new Uri(next, UriKind.RelativeOrAbsolute)));
            features += page.RootElement.GetProperty("numberReturned").GetInt32();
            next = page.RootElement.GetProperty("links").EnumerateArray().FirstOrDefault(link => link.GetProperty("rel").GetString() == "next") is { ValueKind: JsonValueKind.Object } link
                ? link.GetProperty("href").GetString()
                : null;
        }

        await TellAsync(output, $"memory while {features:N0} features stream out by next, MB", features == ProvinceWorld.Parcels ? PeakMemory.Megabytes : double.PositiveInfinity, MemoryBarMb, isLeast: false);
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    private Task TellAsync(TextWriter output, string figure, double value, double bar, bool isLeast)
    {
        var met = isLeast ? value >= bar : value <= bar;
        _met.Add(met);
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {figure}: {value:0.####}, bar {(isLeast ? "≥" : "≤")} {bar:0.####}: {(met ? "met" : "NOT met")}"));
    }
}
