using System.Security.Claims;
using NetTopologySuite.Geometries;

namespace Gis.Tiles;

/// <summary>The pictures with a date, for a part that puts them on paper.</summary>
public interface IPictureBook
{
    /// <summary>All that lie over a box (lon lat, CGCS2000) and that this person may see, the newest first.</summary>
    ValueTask<IReadOnlyList<DatedPicture>> FindAsync(ClaimsPrincipal person, Envelope lonLat, CancellationToken cancellationToken);

    /// <summary>The picture of that layer and time where this person may see it and it lies over a box, also where it came in a moment ago.</summary>
    ValueTask<DatedPicture?> FindAsync(ClaimsPrincipal person, string layer, DateTimeOffset at, Envelope lonLat, CancellationToken cancellationToken);

    /// <summary>The share, 0 … 1, of a place (areal, lon lat, CGCS2000) over which a picture has data: what lies beyond its edge, or was masked, it does not show. Null where its file cannot be read.</summary>
    Task<double?> MeasureShownAsync(DatedPicture picture, Geometry lonLat, CancellationToken cancellationToken);

    /// <summary>The tiles of a picture over a box, about as fine as asked for; empty where the picture has nothing there, null where its file cannot be read.</summary>
    /// <param name="metresPerPixel">As fine as this where the picture is; never so fine that it takes more than a hundred tiles.</param>
    IReadOnlyList<PictureTile>? Cut(DatedPicture picture, Envelope lonLat, double metresPerPixel);

    /// <summary>A box of a picture as one small WebP, whose columns and rows are even in degrees, see-through where it has nothing; null where its file cannot be read.</summary>
    /// <param name="mostBytes">It is pressed harder until it is no larger; null where even that does not do.</param>
    Task<byte[]?> DrawAsync(DatedPicture picture, Envelope lonLat, int widthPx, int heightPx, int mostBytes, CancellationToken cancellationToken);
}
