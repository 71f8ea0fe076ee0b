using System.Globalization;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Output;
using Gis.Demo.Land.Pictures;
using Gis.Demo.Terrain;
using Gis.Server.Platform.Store;

namespace Gis.Demo.Land;

/// <summary>Writes the demo's land into a folder, from the base map in the store: layers, pictures, patches and what a test may know of them.</summary>
internal sealed class LandCommand(DemoSettings settings)
{
    public async Task BuildAsync(string folder, CancellationToken cancellationToken)
    {
        await using var store = settings.OpenStore(StoreRole.Command);
        var map = await new BaseMapReader(store).ReadAsync(cancellationToken);
        var grounds = await new LandGroundReader(store).ReadAsync(map.Counties, cancellationToken);
        var windows = new WindowLand[grounds.Count];
        Parallel.For(0, grounds.Count, i => windows[i] = WindowLand.Of(grounds[i]));
        var output = new LandFolder(folder);
        output.Write(windows);
        output.WriteJson("truth.json", Truth.Of(windows));
        foreach (var window in windows)
        {
            await WriteAsync(output, window, cancellationToken);
            Console.WriteLine($"{window.Ground.CountyZh}: {window.Parcels.Count} parcels, {window.Changes.Count} changes, {window.Book.Contradictions.Count} planted contradictions.");
        }
    }

    private static async Task WriteAsync(LandFolder output, WindowLand window, CancellationToken cancellationToken)
    {
        var key = window.Ground.Window.Key;
        var patches = $"patches/{key}-2026-10";
        output.WriteLayer($"{patches}.geojson", Patches.Of(window), minZoom: 0);
        File.Delete(output.PathOf($"{patches}.gpkg"));
        await PictureFile.RunAsync(
            "ogr2ogr", ["-f", "GPKG", "-a_srs", "EPSG:4490", "-nln", "patches", output.PathOf($"{patches}.gpkg"), output.PathOf($"{patches}.geojson")], cancellationToken);
        File.Delete(output.PathOf($"{patches}.geojson"));
        var hasClouds = key == LandWindow.All[0].Key;
        foreach (var season in (Season[])[Season.Before, Season.After, .. hasClouds ? [Season.Cloudy] : Array.Empty<Season>()])
        {
            var picture = output.PathOf($"pictures/{key}-{season.Day:yyyy-MM-dd}");
            await PictureFile.WriteColourAsync(window, season, $"{picture}.tif", cancellationToken);
            await File.WriteAllTextAsync($"{picture}.cloud", string.Create(CultureInfo.InvariantCulture, $"{new Painter(window, season).CloudPercent()}\n"), cancellationToken);
        }

        foreach (var season in (Season[])[Season.Before, Season.After])
        {
            await PictureFile.WriteBandsAsync(window, season, output.PathOf($"bands/{key}-{season.Day:yyyy-MM-dd}.tif"), cancellationToken);
        }
    }
}
