using System.Globalization;
using Gis.Benchmarks.Features;
using Gis.Benchmarks.Tiles;
using Gis.Server.Platform.Store;
using Gis.Testing;

namespace Gis.Benchmarks.Peers;

/// <summary>
/// MapServer and QGIS Server over the same tables, by the same role and socket, as FastCGI behind lighttpd; twice as many processes of each as there are
/// processors. Those that are not installed are left out.
/// </summary>
internal sealed class MapPeers : IAsyncDisposable
{
    private const string MapServer = "/usr/bin/mapserv";
    private const string QgisServer = "/usr/lib/cgi-bin/qgis_mapserv.fcgi";
    private const string Lighttpd = "/usr/sbin/lighttpd";
    private const string Python = "/usr/bin/python3";

    private readonly GuardedProcess? _process;

    private MapPeers(GuardedProcess? process, Uri address, IReadOnlyList<TilePeer> tiles, IReadOnlyList<FeaturePeer> features) =>
        (_process, Address, Tiles, Features) = (process, address, tiles, features);

    public Uri Address { get; }

    /// <summary>Those that give vector tiles.</summary>
    public IReadOnlyList<TilePeer> Tiles { get; }

    /// <summary>Those that give features by OGC API.</summary>
    public IReadOnlyList<FeaturePeer> Features { get; }

    public static async Task<MapPeers> StartAsync(StoreFixture store, bool withQgis, TextWriter output)
    {
        var (hasMapServer, hasQgis) = (File.Exists(Lighttpd) && File.Exists(MapServer), withQgis && File.Exists(Lighttpd) && File.Exists(QgisServer));
        if (!hasMapServer)
        {
            await output.WriteLineAsync("  MapServer is left out: it is not installed (apt-get install mapserver-bin lighttpd)");
        }

        if (withQgis && !hasQgis)
        {
            await output.WriteLineAsync("  QGIS Server is left out: it is not installed (apt-get install qgis-server python3-qgis lighttpd)");
        }

        if (!hasMapServer && !hasQgis)
        {
            return new MapPeers(null, new Uri("http://127.0.0.1/"), [], []);
        }

        var folder = TestFolder.Create("peers");
        var port = FreePort.Take();
        await File.WriteAllTextAsync(Path.Combine(folder, "tiles.map"), MapFile.Tiles(store));
        await File.WriteAllTextAsync(Path.Combine(folder, "features.map"), MapFile.Features(store));
        await File.WriteAllTextAsync(Path.Combine(folder, "mapserver.conf"), MapFile.Names(folder));
        if (hasQgis)
        {
            await WriteProjectAsync(store, Path.Combine(folder, "bench.qgs"));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "lighttpd.conf"), FrontOf(folder, port, hasMapServer, hasQgis));
        var process = GuardedProcess.Start(folder, "TERM", [Lighttpd, "-D", "-f", Path.Combine(folder, "lighttpd.conf")]);
        var peers = new MapPeers(
            process,
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")),
            hasMapServer ? [new TilePeer("MapServer", tile => FormattableString.Invariant($"/mapserv?map=tiles&mode=tile&tilemode=gmap&tile={tile.X}+{tile.Y}+{tile.Z}&layers={tile.Layer}&map.imagetype=mvt"))] : [],
            [
                .. hasMapServer ? [new FeaturePeer("MapServer", box => $"/mapserv/features/ogcapi/collections/parcels/items?bbox={box.Corners}&limit=100&f=json")] : Array.Empty<FeaturePeer>(),
                .. hasQgis ? [new FeaturePeer("QGIS Server", box => $"/qgis/wfs3/collections/parcels/items.json?bbox={box.Corners}&limit=100")] : Array.Empty<FeaturePeer>(),
            ]);
        await peers.WaitAsync();
        return peers;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
            _process.Dispose();
            Directory.Delete(_process.Folder, recursive: true);
        }
    }

    /// <summary>Each answers with features before it is measured.</summary>
    private async Task WaitAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        foreach (var path in (string[])[.. Tiles.Select(peer => peer.PathOf(ProvinceWorld.RangeOf("parcels", 14).Pick(new Random(1)))), .. Features.Select(peer => peer.PathOf(new FixedBox(1)))])
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    try
                    {
                        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsByteArrayAsync()).Length > 1_000;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                },
                $"the peer answers {path}: {_process!.LogTail()}",
                TimeSpan.FromSeconds(60));
        }
    }

    private static string FrontOf(string folder, int port, bool hasMapServer, bool hasQgis)
    {
        var processes = (2 * Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture);

        // Programs that wait for a request do not end at TERM.
        string Program(string at, string program, string environment) =>
            $"""  "{at}" => (("bin-path" => "{program}", "socket" => "{folder}{at}.sock", "max-procs" => {processes}, "check-local" => "disable", "kill-signal" => 9, "bin-environment" => ({environment})))""";
        List<string> programs = [];
        if (hasMapServer)
        {
            programs.Add(Program("/mapserv", MapServer, $"\"MAPSERVER_CONFIG_FILE\" => \"{folder}/mapserver.conf\""));
        }

        if (hasQgis)
        {
            programs.Add(Program("/qgis", QgisServer, $"\"QGIS_PROJECT_FILE\" => \"{folder}/bench.qgs\", \"QT_QPA_PLATFORM\" => \"offscreen\", \"HOME\" => \"{folder}\", \"QGIS_SERVER_TRUST_LAYER_METADATA\" => \"1\""));
        }

        return $"""
            server.document-root = "{folder}"
            server.bind = "127.0.0.1"
            server.port = {port.ToString(CultureInfo.InvariantCulture)}
            server.modules = ("mod_fastcgi")
            server.errorlog = "{folder}/lighttpd.log"
            server.max-keep-alive-requests = 65000
            fastcgi.server = (
            {string.Join(",\n", programs)}
            )

            """;
    }

    private static async Task WriteProjectAsync(StoreFixture store, string file)
    {
        var settings = store.Settings;
        var start = new System.Diagnostics.ProcessStartInfo(
            Python,
            [
                Repository.PathOf("tests", "Gis.Benchmarks", "Peers", "qgis_project.py"), settings.Address.Host, settings.Address.Port.ToString(CultureInfo.InvariantCulture),
                settings.Database, StoreRole.Tiles, file,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["QT_QPA_PLATFORM"] = "offscreen", ["GIS_PEER_PASSWORD"] = settings.PasswordOf(StoreRole.Tiles) },
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The project of QGIS Server was not made: {await output}\n{await errors}");
        }
    }
}
