using System.Globalization;
using System.Text.Json.Nodes;

namespace Gis.Tiles.VectorTiles;

/// <summary>The tile matrix set of web maps, by OGC's two-dimensional tile matrix set standard.</summary>
internal static class WebMercatorQuad
{
    public const string Id = "WebMercatorQuad";
    public const string Uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
    public const string Crs = "http://www.opengis.net/def/crs/EPSG/0/3857";
    private const double HalfWorldM = 20_037_508.342789244;
    private const int TilePixels = 256;

    /// <summary>OGC's pixel of 0.28 mm, by which scale denominators are counted.</summary>
    private const double StandardPixelM = 0.00028;

    public static double CellSizeM(int zoom) => 2 * HalfWorldM / TilePixels / (1L << zoom);

    public static double ScaleDenominator(int zoom) => CellSizeM(zoom) / StandardPixelM;

    public static JsonObject Document() => new()
    {
        ["id"] = Id,
        ["title"] = "Google Maps Compatible for the World",
        ["uri"] = Uri,
        ["crs"] = Crs,
        ["orderedAxes"] = new JsonArray("X", "Y"),
        ["wellKnownScaleSet"] = "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        ["tileMatrices"] = new JsonArray([.. Enumerable.Range(0, TileAddress.MaxZoom + 1).Select(Matrix)]),
    };

    private static JsonNode Matrix(int zoom) => new JsonObject
    {
        ["id"] = zoom.ToString(CultureInfo.InvariantCulture),
        ["scaleDenominator"] = ScaleDenominator(zoom),
        ["cellSize"] = CellSizeM(zoom),
        ["cornerOfOrigin"] = "topLeft",
        ["pointOfOrigin"] = new JsonArray(-HalfWorldM, HalfWorldM),
        ["tileWidth"] = TilePixels,
        ["tileHeight"] = TilePixels,
        ["matrixWidth"] = 1L << zoom,
        ["matrixHeight"] = 1L << zoom,
    };
}
