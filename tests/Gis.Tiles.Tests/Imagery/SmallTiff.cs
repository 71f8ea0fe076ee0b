using System.Globalization;
using System.Runtime.InteropServices;
using Gis.Testing;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>GeoTIFFs of known pixels, made by GDAL.</summary>
internal sealed class SmallTiff : IDisposable
{
    public string Folder { get; } = TestFolder.Create("tiff");

    /// <summary>A file of these bands, each a row after the other from the north; values are those of the type.</summary>
    /// <param name="corners">west, north, east, south in units of the system.</param>
    public async Task<string> WriteAsync<T>(string name, int width, T[][] bands, double[] corners, string system = "EPSG:4326", params string[] options)
        where T : unmanaged
    {
        var raw = Path.Combine(Folder, $"{name}.raw");
        await File.WriteAllBytesAsync(raw, bands.SelectMany(band => MemoryMarshal.AsBytes<T>(band).ToArray()).ToArray());
        var kind = typeof(T) == typeof(byte) ? 1 : typeof(T) == typeof(ushort) ? 12 : typeof(T) == typeof(short) ? 2 : 4;
        await File.WriteAllTextAsync(
            Path.ChangeExtension(raw, ".hdr"),
            $"ENVI\nsamples = {width}\nlines = {bands[0].Length / width}\nbands = {bands.Length}\nheader offset = 0\ndata type = {kind}\ninterleave = bsq\nbyte order = 0\n");
        var path = Path.Combine(Folder, $"{name}.tif");
        var window = corners.Select(corner => corner.ToString("R", CultureInfo.InvariantCulture));
        await Gdal.RunAsync("gdal_translate", ["-q", "-of", "GTiff", "-a_srs", system, "-a_ullr", .. window, .. options, raw, path]);
        return path;
    }

    /// <summary>Four fields of one colour each (north-west, north-east, south-west, south-east) in three bands.</summary>
    public static byte[][] Quarters(int side, params (byte R, byte G, byte B)[] colours)
    {
        byte At(int i, Func<(byte R, byte G, byte B), byte> band) => band(colours[(i / side < side / 2 ? 0 : 2) + (i % side < side / 2 ? 0 : 1)]);
        return [.. new Func<(byte R, byte G, byte B), byte>[] { c => c.R, c => c.G, c => c.B }
            .Select(band => Enumerable.Range(0, side * side).Select(i => At(i, band)).ToArray())];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
