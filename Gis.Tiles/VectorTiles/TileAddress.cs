using System.Globalization;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.VectorTiles;

/// <summary>A tile of WebMercatorQuad: zoom, column from the west, row from the north.</summary>
internal readonly record struct TileAddress(int Z, int X, int Y)
{
    public const int MaxZoom = 18;

    /// <summary>Null with the reason where the words are no numbers (400) or lie outside the matrix (404).</summary>
    public static TileAddress? TryParse(string z, string y, string x, out Refusal? why)
    {
        why = null;
        if (!TryNumber(z, out var zoom))
        {
            why = Refusal.BadParameter("tileMatrix", $"a whole number from 0 to {MaxZoom}.");
        }
        else if (!TryNumber(y, out var row) || !TryNumber(x, out var column))
        {
            why = Refusal.BadParameter(TryNumber(y, out _) ? "tileCol" : "tileRow", "a whole number from 0.");
        }
        else if (zoom > MaxZoom || row >= 1L << (int)zoom || column >= 1L << (int)zoom)
        {
            why = OutOfRange(zoom);
        }
        else
        {
            return new TileAddress((int)zoom, (int)column, (int)row);
        }

        return null;
    }

    private static Refusal OutOfRange(long zoom)
    {
        var accepted = zoom > MaxZoom
            ? $"tileMatrix 0 … {MaxZoom}"
            : string.Create(CultureInfo.InvariantCulture, $"tileRow and tileCol 0 … {(1L << (int)zoom) - 1} at tileMatrix {zoom}");
        return new Refusal(
            StatusCodes.Status404NotFound, "tile-out-of-range", new("No such tile", "没有该瓦片"),
            new($"The tile lies outside WebMercatorQuad. Accepted: {accepted}.", $"瓦片超出 WebMercatorQuad 范围。可接受:{accepted}。"))
        {
            Parameter = zoom > MaxZoom ? "tileMatrix" : "tileRow, tileCol",
            Accepted = accepted,
        };
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
