using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gis.Tiles.Tests;

namespace Gis.Benchmarks.Change;

/// <summary>Reads rasters by GDAL, so that the judge knows nothing of the code it judges.</summary>
internal static class RasterNumbers
{
    /// <summary>Band by band.</summary>
    public static async Task<float[][]> ReadAsync(string path, string folder)
    {
        var raw = Path.Combine(folder, $"{Guid.NewGuid():N}.raw");
        using var info = JsonDocument.Parse(await Gdal.RunAsync("gdalinfo", "-json", path));
        var size = info.RootElement.GetProperty("size");
        var pixels = size[0].GetInt32() * size[1].GetInt32();
        await Gdal.RunAsync("gdal_translate", "-q", "-of", "ENVI", "-co", "INTERLEAVE=BSQ", "-ot", "Float32", path, raw);
        var numbers = MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(raw)).ToArray();
        File.Delete(raw);
        return [.. Enumerable.Range(0, numbers.Length / pixels).Select(band => numbers.AsSpan(band * pixels, pixels).ToArray())];
    }

    /// <summary>The patches of a GeoPackage as pixels of this image: 1 where a pixel's centre lies in one.</summary>
    public static async Task<float[]> BurnedAsync(string patches, string like, string folder)
    {
        var (system, there, burned) = (Path.Combine(folder, "like.wkt"), Path.Combine(folder, "there.gpkg"), Path.Combine(folder, "burned.tif"));
        using var info = JsonDocument.Parse(await Gdal.RunAsync("gdalinfo", "-json", like));
        var (size, grid) = (info.RootElement.GetProperty("size"), info.RootElement.GetProperty("geoTransform").EnumerateArray().Select(number => number.GetDouble()).ToArray());
        await File.WriteAllTextAsync(system, info.RootElement.GetProperty("coordinateSystem").GetProperty("wkt").GetString());
        File.Delete(there);
        File.Delete(burned);
        await Gdal.RunAsync("ogr2ogr", "-t_srs", system, there, patches, "patches");
        var (width, height) = (size[0].GetInt32(), size[1].GetInt32());
        string[] box = [Text(grid[0]), Text(grid[3] + (height * grid[5])), Text(grid[0] + (width * grid[1])), Text(grid[3])];
        await Gdal.RunAsync("gdal_rasterize", ["-q", "-burn", "1", "-ot", "Byte", "-te", .. box, "-ts", $"{width}", $"{height}", there, burned]);
        return (await ReadAsync(burned, folder))[0];
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
