using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Gis.Tiles.Imagery;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;

namespace Gis.Tiles.Features;

/// <summary>A layer as the viewer's map needs it.</summary>
/// <param name="Bbox">west, south, east, north in degrees; null where the caller sees no feature.</param>
/// <param name="Tiles">Address of a tile, relative to this server; a stored layer's changes with its version.</param>
/// <param name="Style">The layers of the default style that somebody stored, without sources; null where it is drawn as the viewer likes.</param>
internal sealed record MapLayer(
    string Id,
    string TitleZh,
    string TitleEn,
    [property: AllowedValues("point", "line", "polygon", "raster")] string GeometryKind,
    [property: AllowedValues("stored", "live", "image")] string Kind,
    bool Published,
    bool Approximate,
    string Credit,
    string Licence,
    int Edition,
    int MinZoom,
    int MaxZoom,
    [property: Length(4, 4)] double[]? Bbox,
    string Tiles,
    IReadOnlyList<JsonElement>? Style)
{
    public static MapLayer Of(VisibleLayer layer, LayerContent content, IReadOnlyList<JsonElement>? style) => new(
        layer.Info.Id,
        layer.Info.TitleZh,
        layer.Info.TitleEn,
        layer.Info.GeometryKind,
        layer.Info.IsLive ? "live" : "stored",
        layer.Info.Published,
        layer.Info.Approximate,
        layer.Info.Credit,
        layer.Info.Licence,
        layer.Info.Edition,
        layer.Info.MinZoom,
        layer.Info.MaxZoom,
        content.Extent?.ToArray(),
        $"/ogc/collections/{layer.Info.Id}/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}{(layer.Info.IsLive ? "" : $"?{TileEndpoint.VersionParameter}={layer.Info.Version}")}",
        style);

    public static MapLayer Of(VisibleImage image, IReadOnlyList<JsonElement>? style)
    {
        var zooms = image.Layer.Zooms(TileMatrixSet.WebMercatorQuad);
        return new(
            image.Info.Id,
            image.Info.TitleZh,
            image.Info.TitleEn,
            image.Info.GeometryKind,
            "image",
            image.Info.Published,
            image.Info.Approximate,
            image.Info.Credit,
            image.Info.Licence,
            image.Info.Edition,
            zooms.Min,
            zooms.Max,
            image.Info.Extent?.ToArray(),
            $"/ogc/collections/{image.Info.Id}/map/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}?{TileEndpoint.VersionParameter}={image.Info.Version}",
            style);
    }
}
