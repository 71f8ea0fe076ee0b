using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Matrices;

/// <summary>A grid of tiles over the world, by OGC's two-dimensional tile matrix set standard (17-083r4): tiles of 256 pixels, halved from zoom to zoom.</summary>
internal sealed class TileMatrixSet
{
    public const int TilePixels = 256;

    /// <summary>The deepest zoom served.</summary>
    public const int MaxZoom = 18;

    private const double HalfWorldM = 20_037_508.342789244;
    private const double MercatorLimitDeg = 85.051128779806604;

    /// <summary>OGC's pixel of 0.28 mm, by which scale denominators are counted.</summary>
    private const double StandardPixelM = 0.00028;

    /// <summary>Metres of a degree of the equator on the ellipsoid's great axis, which is the same for WGS 84 and CGCS2000.</summary>
    private const double MetresPerDegree = 6_378_137 * Math.PI / 180;

    private TileMatrixSet()
    {
    }

    /// <summary>The grid of web maps.</summary>
    public static TileMatrixSet WebMercatorQuad { get; } = new()
    {
        Id = "WebMercatorQuad",
        Title = "Google Maps Compatible for the World",
        EpsgCode = 3857,
        Axes = ["X", "Y"],
        ScaleSet = "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        Origin = (-HalfWorldM, HalfWorldM),
        Columns = 1,
        Rows = 1,
        WorldWidth = 2 * HalfWorldM,
        MetresPerUnit = 1,
    };

    /// <summary>
    /// Degrees of CGCS2000, two tiles wide: the grid of China's national map service (its set <c>c</c>, whose level is this zoom plus one). The scale
    /// denominators are OGC's; those that service publishes are counted at 96 dpi.
    /// </summary>
    public static TileMatrixSet Cgcs2000Quad { get; } = new()
    {
        Id = "CGCS2000Quad",
        Title = "CGCS2000 for the world",
        EpsgCode = 4490,
        Axes = ["Lat", "Lon"],
        ScaleSet = "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad",
        Origin = (-180, 90),
        Columns = 2,
        Rows = 1,
        WorldWidth = 360,
        MetresPerUnit = MetresPerDegree,
    };

    public static IReadOnlyList<TileMatrixSet> All { get; } = [WebMercatorQuad, Cgcs2000Quad];

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required int EpsgCode { get; init; }

    /// <summary>Names of the axes in the order in which the system's coordinates are written.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    public required string ScaleSet { get; init; }

    /// <summary>The upper left corner, east before north, in units of the system.</summary>
    public required (double X, double Y) Origin { get; init; }

    /// <summary>Tiles from west to east at zoom 0.</summary>
    public required int Columns { get; init; }

    /// <summary>Tiles from north to south at zoom 0.</summary>
    public required int Rows { get; init; }

    /// <summary>From west to east, in units of the system.</summary>
    public required double WorldWidth { get; init; }

    public required double MetresPerUnit { get; init; }

    public string Uri => $"http://www.opengis.net/def/tilematrixset/OGC/1.0/{Id}";

    public string Crs => $"http://www.opengis.net/def/crs/EPSG/0/{EpsgCode}";

    /// <summary>Latitude comes first where coordinates of the system are written.</summary>
    public bool IsNorthFirst => Axes[0] == "Lat";

    public static TileMatrixSet? Find(string id) => All.FirstOrDefault(set => set.Id == id);

    public long WidthAt(int zoom) => (long)Columns << zoom;

    public long HeightAt(int zoom) => (long)Rows << zoom;

    /// <summary>Units of the system a pixel.</summary>
    public double CellSizeAt(int zoom) => WorldWidth / TilePixels / WidthAt(zoom);

    public double ScaleDenominatorAt(int zoom) => CellSizeAt(zoom) * MetresPerUnit / StandardPixelM;

    /// <summary>The tiles that a box meets.</summary>
    public TileRange Cover(LonLatBox box, int zoom)
    {
        var tileSize = CellSizeAt(zoom) * TilePixels;
        var (west, north) = Project(box.West, box.North);
        var (east, south) = Project(box.East, box.South);
        return new TileRange(
            Index((west - Origin.X) / tileSize, WidthAt(zoom)),
            Index((Origin.Y - north) / tileSize, HeightAt(zoom)),
            Index((east - Origin.X) / tileSize, WidthAt(zoom)),
            Index((Origin.Y - south) / tileSize, HeightAt(zoom)));
    }

    public JsonObject Document() => new()
    {
        ["id"] = Id,
        ["title"] = Title,
        ["uri"] = Uri,
        ["crs"] = Crs,
        ["orderedAxes"] = new JsonArray([.. Axes.Select(axis => (JsonNode)axis)]),
        ["wellKnownScaleSet"] = ScaleSet,
        ["tileMatrices"] = new JsonArray([.. Enumerable.Range(0, MaxZoom + 1).Select(Matrix)]),
    };

    private static int Index(double tiles, long count) => (int)Math.Clamp(Math.Floor(tiles), 0, count - 1);

    private (double X, double Y) Project(double lon, double lat)
    {
        if (this == Cgcs2000Quad)
        {
            return (lon, lat);
        }

        var phi = double.DegreesToRadians(Math.Clamp(lat, -MercatorLimitDeg, MercatorLimitDeg));
        return (lon / 180 * HalfWorldM, Math.Log(Math.Tan(Math.PI / 4 + phi / 2)) / Math.PI * HalfWorldM);
    }

    private JsonNode Matrix(int zoom) => new JsonObject
    {
        ["id"] = zoom.ToString(CultureInfo.InvariantCulture),
        ["scaleDenominator"] = ScaleDenominatorAt(zoom),
        ["cellSize"] = CellSizeAt(zoom),
        ["cornerOfOrigin"] = "topLeft",
        ["pointOfOrigin"] = IsNorthFirst ? new JsonArray(Origin.Y, Origin.X) : new JsonArray(Origin.X, Origin.Y),
        ["tileWidth"] = TilePixels,
        ["tileHeight"] = TilePixels,
        ["matrixWidth"] = WidthAt(zoom),
        ["matrixHeight"] = HeightAt(zoom),
    };
}
