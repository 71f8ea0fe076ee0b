using System.ComponentModel.DataAnnotations;
using Gis.Tiles.VectorTiles;

namespace Gis.Tiles.Imagery;

/// <summary>One picture as somebody who compares pictures needs it: which, of when, by whom, how clear and how fine, and where its tiles are.</summary>
/// <param name="Time">A day (UTC) or a moment, as map tiles take it in <c>datetime</c>.</param>
/// <param name="Bbox">west, south, east, north in degrees.</param>
/// <param name="Covers">Its box holds the whole box that was asked for; within it there may still be places without data.</param>
/// <param name="Tiles">Address of a tile, relative to this server; it changes with the picture.</param>
internal sealed record ImageScene(
    long Id,
    string Layer,
    string TitleZh,
    string TitleEn,
    string Credit,
    bool Approximate,
    string Time,
    DateTimeOffset At,
    string? Sensor,
    double? CloudPercent,
    double? ResolutionM,
    [property: Length(4, 4)] double[] Bbox,
    bool Covers,
    int MinZoom,
    int MaxZoom,
    string Tiles)
{
    public static ImageScene Of(VisibleImage image, Picture picture, bool covers) => new(
        picture.Id,
        image.Info.Id,
        image.Info.TitleZh,
        image.Info.TitleEn,
        image.Info.Credit,
        image.Info.Approximate,
        picture.Time!,
        picture.At!.Value,
        picture.Facts.Sensor,
        picture.Facts.CloudPercent,
        picture.Facts.ResolutionM,
        picture.Extent.ToArray(),
        covers,
        picture.Mercator.Min,
        picture.Mercator.Max,
        $"/ogc/collections/{image.Info.Id}/map/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}?{PictureChoice.DatetimeParameter}={Uri.EscapeDataString(picture.Time!)}&{TileEndpoint.VersionParameter}={image.Info.Version}");
}
