using System.Globalization;
using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Imagery.Wmts;

/// <summary>What a GetTile asks for. Names of parameters are taken in any case, as the standard has it; those of others are passed over.</summary>
internal sealed record WmtsTileRequest(string Layer, TileMatrixSet Set, TileAddress Address)
{
    public const string Style = "default";

    private static readonly string[] Needed = ["LAYER", "TILEMATRIXSET", "TILEMATRIX", "TILEROW", "TILECOL"];

    /// <summary>A time that asks for the newest picture, as to name none does.</summary>
    private const string Newest = "default";

    public static WmtsTileRequest? Read(IQueryCollection query, out WmtsRefusal? refusal)
    {
        refusal = Lacking(query) ?? Unfit(query);
        if (refusal is not null)
        {
            return null;
        }

        if (SetOf(query["tilematrixset"].ToString()) is not { } set)
        {
            refusal = WmtsRefusal.InvalidValue("TILEMATRIXSET", string.Join(", ", TileMatrixSet.All.Select(known => known.Id)));
            return null;
        }

        if (TileAddress.TryParse(set, query["tilematrix"].ToString(), query["tilerow"].ToString(), query["tilecol"].ToString(), out var why) is { } address)
        {
            return new WmtsTileRequest(query["layer"].ToString(), set, address);
        }

        refusal = why!.Status == StatusCodes.Status404NotFound
            ? new WmtsRefusal(StatusCodes.Status400BadRequest, "TileOutOfRange", "TILEMATRIX, TILEROW, TILECOL", why.Accepted!)
            : WmtsRefusal.InvalidValue(why.Parameter!.ToUpperInvariant(), "a whole number from 0");
        return null;
    }

    public static Picture? PictureOf(VisibleImage layer, IQueryCollection query, out WmtsRefusal? refusal)
    {
        refusal = null;
        var text = query["time"].ToString();
        if (text.Length == 0 || text is Newest or "current")
        {
            return layer.Layer.At(null);
        }

        var picture = PictureTime.TryParse(text, out var at) ? layer.Layer.At(at) : null;
        if (picture is null)
        {
            refusal = WmtsRefusal.InvalidValue("TIME", $"{Newest}, or one of {string.Join(", ", layer.Layer.Times.DefaultIfEmpty("no times: the layer has none"))}");
        }

        return picture;
    }

    /// <summary>The name of a matrix set for layers that have no tiles beyond a zoom: the same grid, ended there.</summary>
    public static string DownTo(TileMatrixSet set, int zoom) => string.Create(CultureInfo.InvariantCulture, $"{set.Id}_{zoom}");

    private static TileMatrixSet? SetOf(string name) =>
        TileMatrixSet.Find(name) ?? TileMatrixSet.All.FirstOrDefault(set => Enumerable.Range(0, TileMatrixSet.MaxZoom).Any(zoom => name == DownTo(set, zoom)));

    private static WmtsRefusal? Lacking(IQueryCollection query) =>
        Needed.FirstOrDefault(name => query[name].ToString().Length == 0) is { } lacking
            ? WmtsRefusal.Missing(lacking, "what GetCapabilities tells")
            : null;

    private static WmtsRefusal? Unfit(IQueryCollection query)
    {
        var (style, format, version) = (query["style"].ToString(), query["format"].ToString(), query["version"].ToString());
        if (version is not ("" or WmtsCapabilities.Version))
        {
            return WmtsRefusal.InvalidValue("VERSION", WmtsCapabilities.Version);
        }

        return style is not ("" or Style) ? WmtsRefusal.InvalidValue("STYLE", Style)
            : format is not ("" or "image/png" or "tiles") ? WmtsRefusal.InvalidValue("FORMAT", "image/png")
            : null;
    }
}
