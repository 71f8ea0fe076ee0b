using System.Security.Claims;
using Gis.Tiles;
using NetTopologySuite.Geometries;

namespace Gis.Server.Patches.Evidence;

/// <summary>The two pictures of a patch that the reader may see, cut for the page.</summary>
internal sealed class EvidencePictures(IPictureBook book)
{
    /// <summary>Dots of about this many millimetres: 170 to the inch, finer than what the pictures usually hold at such scales.</summary>
    private const double DotMm = 0.15;

    public async Task<EvidenceScenes> FindAsync(PatchRow patch, Geometry outline, ClaimsPrincipal reader, CancellationToken cancellationToken)
    {
        var frame = EvidenceFrame.OfPicture(outline.EnvelopeInternal);
        var (before, after) = ScenePair.Choose(await book.FindAsync(reader, outline.EnvelopeInternal, cancellationToken), patch.BeforeOn, patch.AfterOn);
        return new EvidenceScenes(
            before is null ? null : Cut(before, frame, patch.BeforeOn is { } earlier && ScenePair.DayOf(before) > earlier),
            after is null ? null : Cut(after, frame, patch.AfterOn is { } later && ScenePair.DayOf(after) < later));
    }

    private EvidenceScene Cut(DatedPicture picture, EvidenceFrame frame, bool standsIn) => new(picture, book.Cut(picture, frame.Reach, DotMm / 1000 * frame.Scale), standsIn);
}
