using Gis.Tiles.Http;

namespace Gis.Tiles.Records;

/// <summary>Addresses of the catalogue and of what its records lead to.</summary>
internal sealed record RecordUrls(OgcUrls Ogc)
{
    /// <summary>The collection whose items are records; no layer may bear this name.</summary>
    public const string Id = "records";

    public string Collection => Ogc.Collection(Id);

    public string Items => Ogc.Items(Id);

    public string Queryables => Ogc.Queryables(Id);

    public string Record(string layer) => $"{Items}/{layer}";
}
