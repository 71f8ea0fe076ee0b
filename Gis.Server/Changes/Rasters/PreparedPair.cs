using System.Globalization;

namespace Gis.Server.Changes.Rasters;

/// <summary>Two images pixel on pixel, unpacked in a folder, ready to be read row by row.</summary>
/// <param name="Registration">What was found and done, in a sentence.</param>
/// <param name="Bands">Numbers of the bands, in both images the same.</param>
/// <param name="Clouds">What is left out of both; it reads as without data in the earlier image.</param>
internal sealed record PreparedPair(
    RasterFile Before, RasterFile After, RawImage First, RawImage Second, IReadOnlyList<int> Bands, bool Resampled, string Registration, CloudMask? Clouds) : IDisposable
{
    /// <summary>Grids nearer than this, in pixels, are the same.</summary>
    private const double SameGrid = 0.01;

    public int Width => Before.Width;

    public int Height => Before.Height;

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }

    public static async Task<PreparedPair> MakeAsync(ChangeWish wish, string folder, CancellationToken cancellationToken)
    {
        var before = await RasterFile.ReadAsync(wish.Before, cancellationToken);
        var after = await RasterFile.ReadAsync(wish.After, cancellationToken);
        var bands = BandsOf(wish, before, after);
        RequireOverlap(before, after);
        var off = before.Grid.PixelsOff(after.Grid, before.Width, before.Height);
        var (sameSystem, same) = (before.Wkt == after.Wkt, LiesOn(before, after));
        if (!same && !before.Grid.IsUpright)
        {
            throw new ChangesRefusedException($"{wish.After} lies on another grid than {wish.Before}, whose rows do not run from west to east. Make the earlier image upright first (gdalwarp).");
        }

        var clouds = await CloudMask.MakeAsync(wish, before, after, resampled: !same, folder, cancellationToken);
        var first = await UnpackAsync(before, bands, Path.Combine(folder, "before.raw"), clouds?.Path, cancellationToken);
        try
        {
            var second = same
                ? await UnpackAsync(after, bands, Path.Combine(folder, "after.raw"), hidden: null, cancellationToken)
                : await ResampleAsync(before, after, bands, folder, cancellationToken);
            return new PreparedPair(before, after, first, second, bands, !same, Words(same, sameSystem, off), clouds);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    public static bool LiesOn(RasterFile before, RasterFile other) =>
        before.Wkt == other.Wkt && before.Width == other.Width && before.Height == other.Height && before.Grid.PixelsOff(other.Grid, before.Width, before.Height) < SameGrid;

    /// <summary>What gdalwarp is told to come onto the grid of the earlier image.</summary>
    public static async Task<string[]> GridOfAsync(RasterFile before, string folder, CancellationToken cancellationToken)
    {
        var system = Path.Combine(folder, "before.wkt");
        await File.WriteAllTextAsync(system, before.Wkt, cancellationToken);
        var (west, north) = before.Grid.At(0, 0);
        var (east, south) = before.Grid.At(before.Width, before.Height);
        return ["-t_srs", system, "-te", Text(west), Text(south), Text(east), Text(north), "-ts", $"{before.Width}", $"{before.Height}"];
    }

    private static string Words(bool same, bool sameSystem, double off) =>
        same ? "The images lie pixel on pixel."
        : !sameSystem ? "The later image was brought into the coordinate system and onto the grid of the earlier one (bilinear)."
        : string.Create(CultureInfo.InvariantCulture, $"The grids lie up to {off:0.##} pixels apart; the later image was brought onto the grid of the earlier one (bilinear).");

    private static IReadOnlyList<int> BandsOf(ChangeWish wish, RasterFile before, RasterFile after)
    {
        if (wish.Bands is { } chosen)
        {
            foreach (var file in (RasterFile[])[before, after])
            {
                if (chosen.FirstOrDefault(number => file.Data.All(band => band.Number != number), -1) is var lacking and not -1)
                {
                    throw new ChangesRefusedException($"{file.Path} has no band {lacking} to compare; it has {string.Join(", ", file.Data.Select(band => band.Number))}.");
                }
            }
        }
        else if (before.Data.Count != after.Data.Count)
        {
            throw new ChangesRefusedException(
                $"{before.Path} has {before.Data.Count} bands and {after.Path} {after.Data.Count}; both must have the same ones. Name those that mean the same in both: --bands 1,2,3.");
        }

        if (wish.QaBand is { } quality && (before.Bands.All(band => band.Number != quality) || after.Bands.All(band => band.Number != quality) || wish.Bands?.Contains(quality) == true))
        {
            throw new ChangesRefusedException($"Band {quality} cannot tell of clouds: it must be in both images, and none of the bands that are compared.");
        }

        IReadOnlyList<int> bands = wish.Bands ?? [.. before.Data.Select(band => band.Number).Where(number => number != wish.QaBand)];
        return bands.Count is >= 2 and <= RasterFile.MostBands && bands.Distinct().Count() == bands.Count
            ? bands
            : throw new ChangesRefusedException(
                $"{bands.Count} band(s) cannot be compared: the method needs from 2 to {RasterFile.MostBands} different bands, such as green, red and near infrared. Choose them with --bands 1,2,3.");
    }

    public static void RequireOverlap(RasterFile before, RasterFile after)
    {
        var (a, b) = (before.Box, after.Box);
        if (a.East <= b.West || b.East <= a.West || a.North <= b.South || b.North <= a.South)
        {
            throw new ChangesRefusedException($"The images do not overlap: {Tell(before)}, {Tell(after)} (longitude, latitude).");
        }

        static string Tell(RasterFile file) => string.Create(
            CultureInfo.InvariantCulture, $"{file.Path} reaches from {file.Box.West:F4}, {file.Box.South:F4} to {file.Box.East:F4}, {file.Box.North:F4}");
    }

    private static async Task<RawImage> UnpackAsync(RasterFile file, IReadOnlyList<int> bands, string raw, string? hidden, CancellationToken cancellationToken)
    {
        var masked = file.Bands.Any(band => band.HasMask);
        var type = TypeOf(file, bands);
        string[] mask = masked ? ["-b", "mask,1"] : [];
        await RasterProgram.RunAsync(
            "gdal_translate",
            ["-q", "-if", "GTiff", "-of", "ENVI", "-co", "INTERLEAVE=BIL", "-ot", type, "-mask", "none", .. bands.SelectMany(Band), .. mask, file.Path, raw],
            cancellationToken);
        return new RawImage(raw, file.Width, file.Height, type, [.. bands.Select(number => NoDataOf(file, number))], masked, hidden);
    }

    private static async Task<RawImage> ResampleAsync(RasterFile before, RasterFile after, IReadOnlyList<int> bands, string folder, CancellationToken cancellationToken)
    {
        var type = TypeOf(after, bands);
        var alpha = after.Bands.FirstOrDefault(band => band.IsAlpha);
        var (chosen, raw) = (Path.Combine(folder, "after.vrt"), Path.Combine(folder, "after.raw"));
        await RasterProgram.RunAsync(
            "gdal_translate", ["-q", "-if", "GTiff", "-of", "VRT", .. bands.SelectMany(Band), .. alpha is null ? [] : Band(alpha.Number), Path.GetFullPath(after.Path), chosen], cancellationToken);
        // The alpha band tells what the later image covers.
        await RasterProgram.RunAsync(
            "gdalwarp",
            ["-q", "-overwrite", "-of", "ENVI", "-co", "INTERLEAVE=BIL", "-ot", type, "-r", "bilinear", "-dstalpha", "-multi", "-wo", "NUM_THREADS=2", "-wm", "256",
                .. await GridOfAsync(before, folder, cancellationToken), chosen, raw],
            cancellationToken);
        return new RawImage(raw, before.Width, before.Height, type, [.. bands.Select(_ => (double?)null)], masked: true);
    }

    private static string[] Band(int number) => ["-b", $"{number}"];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static double? NoDataOf(RasterFile file, int number) => file.Bands.First(band => band.Number == number).NoData;

    private static string TypeOf(RasterFile file, IReadOnlyList<int> bands)
    {
        var types = bands.Select(number => file.Bands.First(band => band.Number == number).Type).Distinct().ToList();
        return types is ["Byte"] or ["UInt16"] or ["Int16"] ? types[0] : "Float32";
    }
}
