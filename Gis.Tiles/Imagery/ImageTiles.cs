using Gis.Tiles.Http;
using Gis.Tiles.Imagery.Import;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Gis.Tiles.VectorTiles;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Imagery;

/// <summary>Reads tiles of pictures for whatever service asks; a file that is not there or broken is told to the operator.</summary>
internal sealed class ImageTiles(Pyramids pyramids, ILogger<ImageTiles> logger)
{
    private static readonly TimeSpan FileReadPatience = TimeSpan.FromSeconds(60);

    /// <summary>The catalogue knows the picture and its file cannot be read.</summary>
    public static Refusal Missing { get; } = new(StatusCodes.Status503ServiceUnavailable, "picture-missing") { RetryAfterSeconds = (int)FileReadPatience.TotalSeconds };

    /// <summary>A tile with nothing in it, for clients that must be given one.</summary>
    public static byte[] Empty { get; } = EmbeddedText.ReadBytes("Imagery.empty-tile.png");

    /// <summary>A picture never changes, so that which tile of which picture is asked for tells whether a client has it.</summary>
    public static string TagOf(VisibleImage layer, Picture picture, TileMatrixSet set, TileAddress address) =>
        ETag.Of($"image|{layer.Info.Id}|{picture.Id}|{picture.Folder}|{set.Id}|{address.Z}/{address.X}/{address.Y}|{layer.Scope.Key}");

    public ImageTile Read(VisibleImage layer, Picture picture, TileMatrixSet set, TileAddress address)
    {
        var zooms = picture.Zooms(set);
        if (address.Z < zooms.Min || address.Z > zooms.Max || !set.Cover(picture.Extent, address.Z).Holds(address.X, address.Y))
        {
            return new ImageTile(IsThere: true, Png: null);
        }

        try
        {
            return new ImageTile(IsThere: true, pyramids.Read(picture, set, address));
        }
        catch (SqliteException e)
        {
            logger.PictureUnreadable(e, layer.Info.Id, picture.Folder);
            return new ImageTile(IsThere: false, Png: null);
        }
    }

    /// <summary>The share of a place over which a picture has data, null where its file cannot be read.</summary>
    public async Task<double?> MeasureShownAsync(VisibleImage layer, Picture picture, Geometry place, CancellationToken cancellationToken)
    {
        try
        {
            return await ShownShare.MeasureAsync(pyramids.PathOf(picture, TileMatrixSet.Cgcs2000Quad), place, cancellationToken);
        }
        catch (ImageRefusedException e)
        {
            logger.PictureUnreadable(e, layer.Info.Id, picture.Folder);
            return null;
        }
    }
}
