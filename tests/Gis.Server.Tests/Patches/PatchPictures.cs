using System.Diagnostics;
using System.Globalization;
using Gis.Server.Tests.Access;
using Gis.Tiles;
using Microsoft.Extensions.Configuration;

namespace Gis.Server.Tests.Patches;

/// <summary>Pictures of one colour, brought in as an operator does.</summary>
internal static class PatchPictures
{
    /// <param name="colour">Red, green and blue, 0 … 255.</param>
    public static async Task AddPictureAsync(
        this CommandSystem system, string folder, string layer, string day, string colour, bool publish, double west = 114.49, double north = 38.06)
    {
        var file = Path.Combine(folder, $"{layer}.tif");
        string[] corners = [.. new[] { west, north, west + 0.02, north - 0.02 }.Select(degrees => degrees.ToString("F6", CultureInfo.InvariantCulture))];
        using var process = Process.Start(new ProcessStartInfo(
            "gdal_create", ["-q", "-of", "GTiff", "-outsize", "512", "512", "-bands", "3", "-burn", colour, "-a_srs", "EPSG:4490", "-a_ullr", .. corners, file]))!;
        await process.WaitForExitAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(system.Settings().ToDictionary(one => one.Key, one => (string?)one.Value)).Build();
        await TilesModule.ImportImageAsync(
            system.Store.Tiles, configuration, new ImageWish(layer, file) { Time = day, Sensor = "GF-2", Cloud = "0", TitleEn = layer, TitleZh = layer, Credit = "Survey", Publish = publish },
            new Progress<ImageProgress>(), CancellationToken.None);
    }
}
