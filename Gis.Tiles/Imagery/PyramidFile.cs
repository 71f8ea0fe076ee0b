using System.Collections.Concurrent;
using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;
using Microsoft.Data.Sqlite;

namespace Gis.Tiles.Imagery;

/// <summary>The tiles of one picture in one matrix set, read from an SQLite file that nobody changes any more; as many readers as ask at once.</summary>
internal sealed class PyramidFile(string path, TileMatrixSet set) : IDisposable
{
    private readonly ConcurrentBag<PyramidReader> _idle = [];
    private volatile bool _isClosed;

    public static string NameOf(TileMatrixSet set) => set == TileMatrixSet.WebMercatorQuad ? "webmercator.mbtiles" : "cgcs2000.gpkg";

    /// <summary>The tile as it lies there, a PNG; null where the picture has nothing. Throws <see cref="SqliteException"/> when the file is gone.</summary>
    public byte[]? Read(TileAddress address)
    {
        var reader = _idle.TryTake(out var idle) ? idle : new PyramidReader(path, set);
        try
        {
            return reader.Read(address);
        }
        finally
        {
            _idle.Add(reader);
            if (_isClosed)
            {
                CloseIdle();
            }
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
