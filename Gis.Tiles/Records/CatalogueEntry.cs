using System.ComponentModel.DataAnnotations;
using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>A record as the viewer's catalogue shows it.</summary>
/// <param name="Bbox">west, south, east, north in degrees; null where the caller sees no feature.</param>
/// <param name="Credit">What stands on the map; empty where nothing does.</param>
/// <param name="Count">Features that the caller sees; of an image layer pictures.</param>
/// <param name="FreshAt">How fresh the content is; null where it has neither an edition nor the owner's word.</param>
/// <param name="DueAt">When it must be newer; null without a duty.</param>
/// <param name="OwnerAccount">Who acts for the owner; told only to those who may change it.</param>
/// <param name="MayEdit">The caller may change the record.</param>
/// <param name="MaySeeUse">The caller may see who uses the layer.</param>
/// <param name="MayManage">The caller may say how the layer is drawn and who reads it.</param>
internal sealed record CatalogueEntry(
    string Id,
    string TitleZh,
    string TitleEn,
    [property: AllowedValues("stored", "live", "image")] string Kind,
    [property: AllowedValues("point", "line", "polygon", "raster")] string GeometryKind,
    string Licence,
    string Credit,
    string Source,
    string OwnerZh,
    string OwnerEn,
    int Edition,
    bool Published,
    bool Approximate,
    bool Findable,
    [property: Length(4, 4)] double[]? Bbox,
    long Count,
    DateTimeOffset? FreshAt,
    DateTimeOffset? DueAt,
    bool Overdue,
    DateTimeOffset UpdatedAt,
    RecordWords Words,
    string? OwnerAccount,
    bool MayEdit,
    bool MaySeeUse,
    bool MayManage)
{
    public static CatalogueEntry Of(CatalogueRecord record, Viewer viewer, AreaTree areas, DateTimeOffset now) => new(
        record.Id,
        record.Info.TitleZh,
        record.Info.TitleEn,
        record.Kind,
        record.Info.GeometryKind,
        record.Info.Licence,
        record.Info.Credit,
        record.Info.Source,
        record.OwnerZh,
        record.OwnerEn,
        record.Info.Edition,
        record.Info.Published,
        record.Info.Approximate,
        record.Record.Findable,
        record.Extent?.ToArray(),
        record.Count,
        record.Record.FreshAt,
        record.Record.DueAt,
        record.Record.IsOverdue(now),
        record.Record.UpdatedAt,
        record.Words,
        viewer.AdministersAll(areas) ? record.Record.OwnerAccount : null,
        viewer.AdministersAll(areas),
        RecordRights.MaySeeUse(record.Record, viewer, areas),
        RecordRights.MayManage(record.Record, viewer, areas));
}

/// <summary>The catalogue of one viewer; there is never a further page.</summary>
internal sealed record CatalogueList(IReadOnlyList<CatalogueEntry> Items, string? Next);
