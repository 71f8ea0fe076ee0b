using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Gis.Demo.Land.Ground;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Pictures;

/// <summary>Writes pictures as GeoTIFF, by GDAL's own programs.</summary>
internal static class PictureFile
{
    public static async Task WriteColourAsync(WindowLand land, Season season, string path, CancellationToken cancellationToken)
    {
        var raw = path + ".ppm";
        var side = Painter.SideOf(land, season);
        await using (var file = File.Create(raw))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes(FormattableString.Invariant($"P6\n{side} {side}\n255\n")), cancellationToken);
            await file.WriteAsync(new Painter(land, season).Paint(), cancellationToken);
        }

        string[] form = ["-co", "TILED=YES", "-co", "COMPRESS=JPEG", "-co", "JPEG_QUALITY=90", "-co", "PHOTOMETRIC=YCBCR"];
        await RunAsync("gdal_translate", ["-q", .. Place(land.Ground.Frame, land.Ground.Window.PictureM / 2), .. form, raw, path], cancellationToken);
        File.Delete(raw);
        File.Delete(path + ".aux.xml");
    }

    public static async Task WriteBandsAsync(WindowLand land, Season season, string path, CancellationToken cancellationToken)
    {
        var (raw, header, unturned) = (path + ".bin", path + ".hdr", path + ".vrt");
        var side = Reflectance.Side;
        await File.WriteAllBytesAsync(raw, MemoryMarshal.AsBytes<ushort>(Reflectance.Of(land, season)).ToArray(), cancellationToken);
        await File.WriteAllTextAsync(
            header, FormattableString.Invariant($"ENVI\nsamples = {side}\nlines = {side}\nbands = {Reflectance.Bands}\ndata type = 12\ninterleave = bsq\nbyte order = 0\n"), cancellationToken);
        await RunAsync("gdal_translate", ["-q", "-of", "VRT", .. Place(land.Ground.Frame, LandWindow.SideM / 2), raw, unturned], cancellationToken);
        // Into the zone of its meridian, in metres, both days onto the same grid.
        var system = $"EPSG:{4534 + (((int)Math.Round(land.Ground.Frame.Centre.Lon / 3) * 3) - 75) / 3}";
        await RunAsync(
            "gdalwarp", ["-q", "-overwrite", "-t_srs", system, "-tr", "10", "10", "-tap", "-r", "bilinear", "-dstnodata", "0", "-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=2", unturned, path],
            cancellationToken);
        foreach (var helper in (string[])[raw, header, unturned, raw + ".aux.xml"])
        {
            File.Delete(helper);
        }
    }

    public static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        // Else a GeoPackage would hold the moment in which it was written.
        start.Environment["OGR_CURRENT_DATE"] = "2026-10-31T00:00:00.000Z";
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new DemoException($"{program} ended with {process.ExitCode}: {said.Trim()}");
        }
    }

    private static string[] Place(LandFrame frame, double half)
    {
        string Text(double degrees) => degrees.ToString("F9", CultureInfo.InvariantCulture);
        return
        [
            "-a_srs", "EPSG:4490", "-a_ullr", Text(frame.Centre.Lon - (half / frame.LonM)), Text(frame.Centre.Lat + (half / frame.LatM)),
            Text(frame.Centre.Lon + (half / frame.LonM)), Text(frame.Centre.Lat - (half / frame.LatM)),
        ];
    }
}
