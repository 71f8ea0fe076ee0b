using System.Globalization;
using System.Runtime.InteropServices;

namespace Gis.Server.Changes.Rasters;

/// <summary>Which pixels clouds hide in either image, on the grid of the earlier one: told by masks beside the images, or by a band of quality in them.</summary>
/// <param name="Path">A byte a pixel, row by row; what is not 0 is hidden.</param>
internal sealed record CloudMask(string Path, IReadOnlyList<MaskAccount> Told)
{
    private static readonly string[] Whole = ["Byte", "UInt16", "Int16", "UInt32", "Int32"];

    /// <param name="resampled">The later image was brought onto another grid, so that a cloud's edge may lie a pixel further.</param>
    /// <returns>Null where nothing is masked.</returns>
    public static async Task<CloudMask?> MakeAsync(ChangeWish wish, RasterFile before, RasterFile after, bool resampled, string folder, CancellationToken cancellationToken)
    {
        var sources = new List<MaskSource>();
        try
        {
            await AddAsync("before", wish.MaskBefore, before, isImageMoved: false);
            await AddAsync("after", wish.MaskAfter, after, resampled);
            return sources.Count == 0 ? null : Write(sources, before.Width, before.Height, System.IO.Path.Combine(folder, "hidden.raw"), cancellationToken);
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }

        async Task AddAsync(string date, string? mask, RasterFile image, bool isImageMoved)
        {
            if (mask is not null)
            {
                sources.Add(await SourceAsync(date, await RasterFile.ReadAsync(mask, cancellationToken), band: null, wish.QaBits, before, isImageMoved, folder, cancellationToken));
            }

            if (wish.QaBand is { } band)
            {
                sources.Add(await SourceAsync(date, image, band, wish.QaBits, before, isImageMoved, folder, cancellationToken));
            }
        }
    }

    private static async Task<MaskSource> SourceAsync(
        string date, RasterFile file, int? band, IReadOnlyList<int>? bits, RasterFile before, bool isImageMoved, string folder, CancellationToken cancellationToken)
    {
        var chosen = file.Bands.FirstOrDefault(one => band is null ? !one.IsAlpha : one.Number == band)
            ?? throw new ChangesRefusedException($"{file.Path} has no band {band} that could tell of clouds.");
        if (!Whole.Contains(chosen.Type))
        {
            throw new ChangesRefusedException($"Band {chosen.Number} of {file.Path} is of type {chosen.Type}; what tells of clouds are whole numbers ({string.Join(", ", Whole)}).");
        }

        PreparedPair.RequireOverlap(before, file);
        var same = PreparedPair.LiesOn(before, file);
        if (!same && !before.Grid.IsUpright)
        {
            throw new ChangesRefusedException($"{file.Path} lies on another grid than {before.Path}, whose rows do not run from west to east. Make the earlier image upright first (gdalwarp).");
        }

        var type = chosen.Type.StartsWith("Int", StringComparison.Ordinal) ? "Int32" : "UInt32";
        var name = $"mask-{date}-{(band is null ? "file" : "band")}";
        var raw = System.IO.Path.Combine(folder, $"{name}.raw");
        string[] translate = ["-q", "-if", "GTiff", "-b", $"{chosen.Number}", "-mask", "none", "-a_nodata", "none"];
        if (same)
        {
            await RasterProgram.RunAsync("gdal_translate", [.. translate, "-of", "ENVI", "-ot", type, file.Path, raw], cancellationToken);
        }
        else
        {
            var shown = System.IO.Path.Combine(folder, $"{name}.vrt");
            await RasterProgram.RunAsync("gdal_translate", [.. translate, "-of", "VRT", System.IO.Path.GetFullPath(file.Path), shown], cancellationToken);
            await RasterProgram.RunAsync(
                "gdalwarp", ["-q", "-overwrite", "-of", "ENVI", "-ot", type, "-r", "near", .. await PreparedPair.GridOfAsync(before, folder, cancellationToken), shown, raw], cancellationToken);
        }

        return new MaskSource(date, System.IO.Path.GetFileName(file.Path), chosen.Number, bits, raw, before.Width, before.Height, grown: !same || isImageMoved);
    }

    private static CloudMask Write(List<MaskSource> sources, int width, int height, string path, CancellationToken cancellationToken)
    {
        using var file = File.Create(path);
        var row = new bool[width];
        var hidden = new long[sources.Count];
        for (var y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(row);
            for (var i = 0; i < sources.Count; i++)
            {
                hidden[i] += sources[i].Hide(y, row);
            }

            file.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return new CloudMask(
            path, [.. sources.Select((source, i) => new MaskAccount(source.Date, source.File, source.Band, source.Bits, source.IsGrown, Math.Round(hidden[i] / ((double)width * height), 6)))]);
    }

    public string Words() =>
        string.Join(" ", Told.Select(one => string.Create(CultureInfo.InvariantCulture, $"{(one.Date == "before" ? "Earlier" : "Later")} image: {one.HiddenShare:P1} hidden by {one.File}, band {one.Band}.")));
}
