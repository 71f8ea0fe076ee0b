using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gis.Tiles.Imagery.Wmts;

/// <summary>The RESTful form of WMTS: which addresses it has, and what they ask for.</summary>
internal static class WmtsAddresses
{
    public const string Capabilities = $"/{WmtsCapabilities.Version}/WMTSCapabilities.xml";

    public const string Tile = $"/{WmtsCapabilities.Version}/{{layer}}/{{style}}/{Place}";

    /// <summary>For layers that have times.</summary>
    public const string TileOfTime = $"/{WmtsCapabilities.Version}/{{layer}}/{{style}}/{{time}}/{Place}";

    private const string Place = "{tileMatrixSet}/{tileMatrix}/{tileRow}/{tileCol}.png";

    /// <summary>The template of a layer's tiles, behind the address of the service, with the variables named as the standard has them.</summary>
    public static string Template(string layer, bool hasTimes) =>
        $"/{WmtsCapabilities.Version}/{layer}/{{Style}}{(hasTimes ? "/{Time}" : "")}/{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}.png";

    /// <summary>The same wish by key and value.</summary>
    public static IQueryCollection Wish(string layer, string style, string time, string tileMatrixSet, string tileMatrix, string tileRow, string tileCol) =>
        new QueryCollection(new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase)
        {
            ["layer"] = layer,
            ["style"] = style,
            ["time"] = time,
            ["tilematrixset"] = tileMatrixSet,
            ["tilematrix"] = tileMatrix,
            ["tilerow"] = tileRow,
            ["tilecol"] = tileCol,
        });
}
