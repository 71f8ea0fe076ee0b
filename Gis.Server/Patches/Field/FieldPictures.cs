using System.Security.Claims;
using Gis.Server.Patches.Evidence;
using Gis.Tiles;
using NetTopologySuite.Geometries;

namespace Gis.Server.Patches.Field;

/// <summary>Chooses the pictures of a field task, the same two that the light table shows, and draws them small.</summary>
internal sealed class FieldPictures(IPictureBook book)
{
    public const string MediaType = "image/webp";

    private const int WidthPx = 768;
    private const int HeightPx = 576;

    /// <summary>Two of them are what a phone fetches of a task over a poor link.</summary>
    private const int MostBytes = 150_000;

    /// <summary>The patch takes at most so much of the picture; the rest is what lies around it, by which one finds it.</summary>
    private const double PatchShare = 0.4;

    /// <summary>A small patch is shown with its neighbourhood.</summary>
    private const double LeastWidthM = 400;

    /// <summary>The later one first: it is what one stands before.</summary>
    public async Task<IReadOnlyList<FieldPicture>> FindAsync(PatchRow patch, ClaimsPrincipal reader, CancellationToken cancellationToken)
    {
        var outline = OutlineOf(patch);
        var (before, after) = ScenePair.Choose(await book.FindAsync(reader, outline, cancellationToken), patch.BeforeOn, patch.AfterOn);
        var box = BoxOf(outline);
        return
        [
            .. after is null ? [] : new[] { Of(after, isAfter: true, box, patch.AfterOn is { } later && ScenePair.DayOf(after) < later) },
            .. before is null ? [] : new[] { Of(before, isAfter: false, box, patch.BeforeOn is { } earlier && ScenePair.DayOf(before) > earlier) },
        ];
    }

    /// <summary>Null where there is no such picture over the patch that the reader may see, or its file cannot be read.</summary>
    public async Task<byte[]?> DrawAsync(PatchRow patch, long scene, ClaimsPrincipal reader, CancellationToken cancellationToken)
    {
        var outline = OutlineOf(patch);
        var picture = (await book.FindAsync(reader, outline, cancellationToken)).FirstOrDefault(one => one.Id == scene);
        return picture is null ? null : await book.DrawAsync(picture, BoxOf(outline), WidthPx, HeightPx, MostBytes, cancellationToken);
    }

    /// <summary>Around the middle of the outline, as wide to its height as the picture is on the ground.</summary>
    public static Envelope BoxOf(Envelope outline)
    {
        var middle = outline.Centre;
        var frame = new LocalFrame(middle.X, middle.Y);
        var size = frame.ToMetres(GeometryFactory.Default.ToGeometry(outline)).EnvelopeInternal;
        var widthM = Math.Max(LeastWidthM, Math.Max(size.Width, size.Height * WidthPx / HeightPx) / PatchShare);
        var heightM = widthM * HeightPx / WidthPx;
        return frame.ToDegrees(GeometryFactory.Default.ToGeometry(new Envelope(-widthM / 2, widthM / 2, -heightM / 2, heightM / 2))).EnvelopeInternal;
    }

    private static Envelope OutlineOf(PatchRow patch) => new(patch.Bbox[0], patch.Bbox[2], patch.Bbox[1], patch.Bbox[3]);

    private static FieldPicture Of(DatedPicture picture, bool isAfter, Envelope box, bool standsIn) => new(
        picture.Id, isAfter, [Math.Round(box.MinX, 7), Math.Round(box.MinY, 7), Math.Round(box.MaxX, 7), Math.Round(box.MaxY, 7)], picture.Time, picture.Sensor, picture.ResolutionM, picture.CloudPercent,
        picture.TitleZh, picture.TitleEn, picture.Credit, standsIn);
}
