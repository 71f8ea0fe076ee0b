using Gis.Tiles.Access;
using Gis.Tiles.Imagery;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Styles;

/// <summary>A layer, of features or of pictures, as its style needs it: whoever holds one has had the rights checked.</summary>
internal sealed record StyledLayer(LayerInfo Info, ZoomRange Zooms)
{
    public bool IsPicture => Info.GeometryKind == "raster";

    /// <summary>Null where it is absent or hidden, which must not be told apart.</summary>
    public static StyledLayer? Find(Catalog catalog, string id, Viewer viewer) =>
        catalog.Find(id, viewer) is { } layer ? Of(layer) : catalog.FindImage(id, viewer) is { } image ? Of(image) : null;

    public static IEnumerable<StyledLayer> VisibleTo(Catalog catalog, Viewer viewer) =>
        catalog.VisibleTo(viewer).Select(Of).Concat(catalog.ImagesVisibleTo(viewer).Select(Of)).OrderBy(layer => layer.Info.Id, StringComparer.Ordinal);

    private static StyledLayer Of(VisibleLayer layer) => new(layer.Info, new ZoomRange(layer.Info.MinZoom, layer.Info.MaxZoom));

    private static StyledLayer Of(VisibleImage image) => new(image.Info, image.Layer.Zooms(TileMatrixSet.WebMercatorQuad));
}
