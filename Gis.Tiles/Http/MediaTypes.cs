namespace Gis.Tiles.Http;

/// <summary>Names of the forms in which resources are given.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string OgcCatalog = "application/ogc-catalog+json";
    public const string Html = "text/html";
    public const string JsonSchema = "application/schema+json";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";
    public const string Png = "image/png";
    public const string Style = "application/vnd.mapbox.style+json";
    public const string VectorTile = "application/vnd.mapbox-vector-tile";
}
