using System.Text;
using Gis.Tiles.VectorTiles;
using Gis.Tiles.VectorTiles.Mvt;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

/// <summary>Shapes given in units of a tile's grid, encoded without a store.</summary>
internal static class Shapes
{
    /// <summary>Zoom 14: a unit is 0.6 m.</summary>
    public static readonly TileAddress Tile = new(14, 13425, 6321);

    public static byte[] Wkb(string wkt, TileAddress? tile = null) => new WKBWriter().Write(OnGround(new WKTReader().Read(wkt), tile ?? Tile));

    public static Geometry OnGround(Geometry grid, TileAddress tile)
    {
        const double half = 20_037_508.342789244;
        var side = 2 * half / (1L << tile.Z);
        var ground = grid.Copy();
        ground.Apply(new Ground((tile.X * side) - half, half - (tile.Y * side), side / 4096));
        return ground;
    }

    public static EncodedTile Encode(params string[] shapes) => Encode(shapes.Select(wkt => Wkb(wkt)));

    public static EncodedTile Encode(IEnumerable<byte[]> shapes, TileAddress? tile = null, string? name = null)
    {
        var encoder = new TileEncoder();
        encoder.Begin("shapes", tile ?? Tile, ["name"]);
        var id = 0L;
        foreach (var shape in shapes)
        {
            if (encoder.TryBegin(++id, rank: 0, shape))
            {
                encoder.Text(0, Encoding.UTF8.GetBytes($"{name}{id}"));
                encoder.EndFeature();
            }
        }

        return encoder.Finish();
    }

    private sealed class Ground(double west, double north, double unit) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int index)
        {
            sequence.SetX(index, west + (sequence.GetX(index) * unit));
            sequence.SetY(index, north - (sequence.GetY(index) * unit));
        }
    }
}
