using System.Security.Claims;
using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Imagery;

/// <summary>Finds and cuts pictures by the catalogue and the pyramids that the map services read.</summary>
internal sealed class PictureBook(CatalogReader catalog, ImageTiles tiles, PictureDrawing drawing) : IPictureBook
{
    private const int MostTiles = 100;

    /// <summary>A degree of latitude is this long in the middle of the country, metres; of longitude less.</summary>
    private const double MetresPerDegree = 111_000;

    private static readonly TileMatrixSet Degrees = TileMatrixSet.Cgcs2000Quad;

    public async ValueTask<IReadOnlyList<DatedPicture>> FindAsync(ClaimsPrincipal person, Envelope lonLat, CancellationToken cancellationToken)
    {
        var known = await catalog.ReadAsync(cancellationToken);
        return
        [
            .. from image in known.ImagesVisibleTo(Viewer.Of(person))
               from picture in image.Layer.Pictures
               where picture.At is not null
               let extent = new Envelope(picture.Extent.West, picture.Extent.East, picture.Extent.South, picture.Extent.North)
               where extent.Intersects(lonLat)
               orderby picture.At descending, image.Info.Id
               select new DatedPicture(
                   picture.Id, image.Info.Id, image.Info.TitleZh, image.Info.TitleEn, image.Info.Credit, picture.At!.Value, picture.Time!, picture.Facts.Sensor, picture.Facts.CloudPercent,
                   picture.Facts.ResolutionM, extent.Covers(lonLat))
               {
                   Image = image,
                   Picture = picture,
               },
        ];
    }

    public async ValueTask<DatedPicture?> FindAsync(ClaimsPrincipal person, string layer, DateTimeOffset at, Envelope lonLat, CancellationToken cancellationToken)
    {
        if (await OfAsync() is { } known)
        {
            return known;
        }

        catalog.ReadAnew();
        return await OfAsync();

        async ValueTask<DatedPicture?> OfAsync() => (await FindAsync(person, lonLat, cancellationToken)).FirstOrDefault(picture => picture.Layer == layer && picture.At == at);
    }

    public Task<double?> MeasureShownAsync(DatedPicture picture, Geometry lonLat, CancellationToken cancellationToken) =>
        tiles.MeasureShownAsync(picture.Image!, picture.Picture!, lonLat, cancellationToken);

    public IReadOnlyList<PictureTile>? Cut(DatedPicture picture, Envelope lonLat, double metresPerPixel)
    {
        var (layer, file) = (picture.Image!, picture.Picture!);
        var box = new LonLatBox(lonLat.MinX, lonLat.MinY, lonLat.MaxX, lonLat.MaxY);
        var zoom = ZoomOf(file.Zooms(Degrees), box, metresPerPixel);
        var range = Degrees.Cover(box, zoom);
        var size = Degrees.CellSizeAt(zoom) * TileMatrixSet.TilePixels;
        var found = new List<PictureTile>();
        if (CountOf(range) > MostTiles)
        {
            return found;
        }

        for (var y = range.MinRow; y <= range.MaxRow; y++)
        {
            for (var x = range.MinColumn; x <= range.MaxColumn; x++)
            {
                var tile = tiles.Read(layer, file, Degrees, new TileAddress(zoom, x, y));
                if (!tile.IsThere)
                {
                    return null;
                }

                if (tile.Png is { } png)
                {
                    var (west, north) = (Degrees.Origin.X + (x * size), Degrees.Origin.Y - (y * size));
                    found.Add(new PictureTile(west, north - size, west + size, north, png));
                }
            }
        }

        return found;
    }

    public Task<byte[]?> DrawAsync(DatedPicture picture, Envelope lonLat, int widthPx, int heightPx, int mostBytes, CancellationToken cancellationToken) =>
        drawing.DrawAsync(picture.Image!, picture.Picture!, lonLat, widthPx, heightPx, mostBytes, cancellationToken);

    private static int ZoomOf(ZoomRange zooms, LonLatBox box, double metresPerPixel)
    {
        var wanted = (int)Math.Round(Math.Log2(Degrees.CellSizeAt(0) * MetresPerDegree / metresPerPixel));
        var zoom = Math.Clamp(wanted, zooms.Min, zooms.Max);
        while (zoom > zooms.Min && CountOf(Degrees.Cover(box, zoom)) > MostTiles)
        {
            zoom--;
        }

        return zoom;
    }

    private static long CountOf(TileRange range) => (long)(range.MaxColumn - range.MinColumn + 1) * (range.MaxRow - range.MinRow + 1);
}
