using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Gis.Tiles.Imagery.Import;

/// <summary>
/// Makes a GeoTIFF a picture of an image layer. All is drawn in a folder that no reader knows; it is moved to its place when it is whole, and shown by
/// one transaction. Refused, cancelled or killed, an import shows nothing, and what it drew is cleared away by itself or by the next.
/// </summary>
internal sealed class ImageImport(NpgsqlDataSource store, string images, ImageLimits limits, IProgress<ImageProgress> progress)
{
    /// <summary>Tiles of 8 bits, with the pyramid above them, twice; photographs take about half of it as PNG.</summary>
    private const double BytesPerPixelAndBand = 2.7;

    private readonly ImageCatalog _catalog = new(store);
    private readonly PictureFolders _folders = new(images);

    public async Task<ImageReport> RunAsync(ImageWish wish, CancellationToken cancellationToken)
    {
        var (at, told) = (TimeOf(wish), SceneWish.Read(wish));
        using var turn = _folders.TakeTurn();
        await _folders.ClearAsync(_catalog, cancellationToken);
        await _catalog.RequireUsableAsync(wish.Layer, cancellationToken);
        var file = await RasterFile.ReadAsync(wish.File, limits, cancellationToken);
        var sha256 = await HashAsync(wish.File, cancellationToken);
        if (wish.BuiltIn && await _catalog.StandsAsync(wish, at, sha256, cancellationToken) is { } reason)
        {
            return new ImageReport(0, reason);
        }

        var plan = DrawingPlan.For(file, wish);
        RequireRoom(file, plan);
        var work = _folders.CreateWork();
        try
        {
            var built = await BuildAsync(file, plan, work, cancellationToken);
            var facts = told with { ResolutionM = told.ResolutionM ?? SceneWish.ResolutionOf(file) };
            var place = _folders.MoveIn(work, wish.Layer);
            try
            {
                var edition = await _catalog.ShowAsync(wish, at, facts, place, sha256, built, cancellationToken);
                _folders.MarkShown(place);
                return new ImageReport(edition, Tell(wish, at, edition, built));
            }
            catch
            {
                // Unless it was the answer that got lost: the next import looks whether it is shown.
                await _folders.ClearAsync(_catalog, CancellationToken.None);
                throw;
            }
        }
        finally
        {
            PictureFolders.Remove(work);
        }
    }

    private static DateTimeOffset? TimeOf(ImageWish wish)
    {
        if (wish.Time is null)
        {
            return null;
        }

        return PictureTime.TryParse(wish.Time, out var at)
            ? at
            : throw new ImageRefusedException($"Time '{wish.Time}' cannot be used; accepted is a day (2020-08-31, UTC) or a moment with its offset (2020-08-31T11:00:00+08:00).");
    }

    private async Task<BuiltPicture> BuildAsync(RasterFile file, DrawingPlan plan, string work, CancellationToken cancellationToken)
    {
        await using var guard = new DiskGuard(images, limits.FreeBytesKept, cancellationToken);
        try
        {
            return await new PyramidBuild(file, plan, work, progress).RunAsync(guard.Token);
        }
        catch (OperationCanceledException e) when (guard.IsDiskFull)
        {
            throw new ImageRefusedException($"The disk of {images} would have been full; nothing was imported. Make room there, or import a coarser picture.", e);
        }
    }

    private void RequireRoom(RasterFile file, DrawingPlan plan)
    {
        var needed = (long)(file.Pixels * plan.Scale * plan.Scale * plan.Bands.Count * BytesPerPixelAndBand);
        var free = new DriveInfo(images).AvailableFreeSpace - limits.FreeBytesKept;
        if (needed > free)
        {
            throw new ImageRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The picture may take {needed / 1e6:F0} MB, and {Math.Max(0, free) / 1e6:F0} MB can be used on the disk of {images}. Make room there, or import a coarser picture."));
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static string Tell(ImageWish wish, DateTimeOffset? at, int edition, BuiltPicture built) => string.Create(
        CultureInfo.InvariantCulture,
        $"{wish.Layer}: the picture {(at is { } time ? $"of {PictureTime.Write(time)}" : "without a time")} is shown, edition {edition}; zooms {built.Mercator.Min}–{built.Mercator.Max}, {built.Bytes / 1e6:F1} MB");
}
