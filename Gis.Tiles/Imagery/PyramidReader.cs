using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;
using Microsoft.Data.Sqlite;

namespace Gis.Tiles.Imagery;

/// <summary>One connection to a pyramid with its statement: MBTiles 1.3 for WebMercatorQuad, whose rows count from the south, else GeoPackage 1.2.</summary>
internal sealed class PyramidReader : IDisposable
{
    private const string MbTilesSql = "SELECT tile_data FROM tiles WHERE zoom_level = $z AND tile_column = $x AND tile_row = $y";

    /// <summary>The table that <see cref="Import.PyramidBuild"/> has made.</summary>
    private const string GeoPackageSql = "SELECT tile_data FROM picture WHERE zoom_level = $z AND tile_column = $x AND tile_row = $y";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _select;
    private readonly TileMatrixSet _set;

    public PyramidReader(string path, TileMatrixSet set)
    {
        _set = set;
        _connection = Open(path);
        _select = new SqliteCommand(set == TileMatrixSet.WebMercatorQuad ? MbTilesSql : GeoPackageSql, _connection);
        foreach (var name in (string[])["$z", "$x", "$y"])
        {
            _select.Parameters.Add(name, SqliteType.Integer);
        }
    }

    /// <summary>Read only and without locks, since the file stays as it is.</summary>
    public static SqliteConnection Open(string path)
    {
        var address = new SqliteConnectionStringBuilder
        {
            DataSource = $"file:{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        var connection = new SqliteConnection(address.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public byte[]? Read(TileAddress address)
    {
        _select.Parameters["$z"].Value = address.Z;
        _select.Parameters["$x"].Value = address.X;
        _select.Parameters["$y"].Value = _set == TileMatrixSet.WebMercatorQuad ? _set.HeightAt(address.Z) - 1 - address.Y : address.Y;
        return _select.ExecuteScalar() as byte[];
    }

    public void Dispose()
    {
        _select.Dispose();
        _connection.Dispose();
    }
}
