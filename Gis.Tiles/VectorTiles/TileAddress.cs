using System.Globalization;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.VectorTiles;

/// <summary>A tile of a matrix set: zoom, column from the west, row from the north.</summary>
internal readonly record struct TileAddress(int Z, int X, int Y)
{
    public const int MaxZoom = TileMatrixSet.MaxZoom;

    private readonly TileMatrixSet? _set;

    /// <summary>The matrix set that it is a tile of; that of web maps where nothing else is said.</summary>
    public TileMatrixSet Set
    {
        get => _set ?? TileMatrixSet.WebMercatorQuad;
        init => _set = value == TileMatrixSet.WebMercatorQuad ? null : value;
    }

    public bool IsGeographic => _set is not null;

    /// <summary>The zoom of web maps whose tiles are as wide as this one: layers count their zooms so.</summary>
    public int WebZoom => IsGeographic ? Z + 1 : Z;

    /// <summary>Null with the reason where the words are no numbers (400) or lie outside the matrix (404).</summary>
    public static TileAddress? TryParse(string z, string y, string x, out Refusal? why) => TryParse(TileMatrixSet.WebMercatorQuad, z, y, x, out why);

    /// <summary>Null with the reason where the words are no numbers (400) or lie outside the matrix (404).</summary>
    public static TileAddress? TryParse(TileMatrixSet set, string z, string y, string x, out Refusal? why)
    {
        why = null;
        if (!TryNumber(z, out var zoom))
        {
            why = Refusal.BadParameter("tileMatrix", "accepted-from-zero");
        }
        else if (!TryNumber(y, out var row) || !TryNumber(x, out var column))
        {
            why = Refusal.BadParameter(TryNumber(y, out _) ? "tileCol" : "tileRow", "accepted-from-zero");
        }
        else if (zoom > MaxZoom || row >= set.HeightAt((int)zoom) || column >= set.WidthAt((int)zoom))
        {
            why = OutOfRange(set, zoom);
        }
        else
        {
            return new TileAddress((int)zoom, (int)column, (int)row) { Set = set };
        }

        return null;
    }

    private static Refusal OutOfRange(TileMatrixSet set, long zoom) => new(StatusCodes.Status404NotFound, "tile-out-of-range")
    {
        Parameter = zoom > MaxZoom ? "tileMatrix" : "tileRow, tileCol",
        Accepted = zoom > MaxZoom
            ? $"tileMatrix 0 … {MaxZoom}"
            : string.Create(CultureInfo.InvariantCulture, $"{Words(set, (int)zoom)} (tileMatrix {zoom})"),
    };

    private static string Words(TileMatrixSet set, int zoom) => set.HeightAt(zoom) == set.WidthAt(zoom)
        ? string.Create(CultureInfo.InvariantCulture, $"tileRow, tileCol 0 … {set.HeightAt(zoom) - 1}")
        : string.Create(CultureInfo.InvariantCulture, $"tileRow 0 … {set.HeightAt(zoom) - 1}, tileCol 0 … {set.WidthAt(zoom) - 1}");

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
