using Gis.Tiles.Imagery;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>A layer's record as one caller may read it: extent and count (of features, or pictures) are of what he may see.</summary>
internal sealed record CatalogueRecord(LayerInfo Info, long Count, LonLatBox? Extent, LayerRecord Record)
{
    /// <summary>The genre of what a record describes; layers are datasets.</summary>
    public const string Type = "dataset";

    public string Id => Info.Id;

    public bool IsImage => Info.GeometryKind == "raster";

    /// <summary>stored, live or image.</summary>
    public string Kind => Info.IsLive ? "live" : IsImage ? "image" : "stored";

    public RecordWords Words => Record.Words;

    public string OwnerZh => Words.OwnerZh.Length > 0 ? Words.OwnerZh : Info.Owner;

    public string OwnerEn => Words.OwnerEn.Length > 0 ? Words.OwnerEn : Info.Owner;

    public string DescriptionZh => Words.DescriptionZh.Length > 0 ? Words.DescriptionZh : $"{Info.TitleZh}。{Info.Source}";

    public string DescriptionEn => Words.DescriptionEn.Length > 0 ? Words.DescriptionEn : $"{Info.TitleEn}. {Info.Source}";

    public IReadOnlyList<string> Keywords => [.. Words.KeywordsEn ?? [], .. Words.KeywordsZh ?? []];

    /// <summary>The fields that <c>q</c> searches, each apart: words must stand together within one.</summary>
    public IEnumerable<string> Texts =>
    [
        Id, Info.TitleZh, Info.TitleEn, DescriptionZh, DescriptionEn, OwnerZh, OwnerEn, Info.Source, Words.LineageZh, Words.LineageEn, .. Keywords,
    ];

    public static CatalogueRecord Of(VisibleLayer layer, LayerContent content, LayerRecord record) => new(layer.Info, content.Count, content.Extent, record);

    public static CatalogueRecord Of(VisibleImage image, LayerRecord record) => new(image.Info, image.Layer.Pictures.Length, image.Info.Extent, record);
}
