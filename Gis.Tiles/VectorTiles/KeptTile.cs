using System.IO.Compression;
using Gis.Tiles.Http;
using Gis.Tiles.VectorTiles.Mvt;

namespace Gis.Tiles.VectorTiles;

/// <summary>A tile as it is kept and given: compressed once, and unfolded for the few who do not take it so.</summary>
internal sealed class KeptTile
{
    /// <summary>Less does not get smaller by gzip.</summary>
    private const int WorthCompressing = 256;

    private readonly byte[]? _plain;
    private readonly byte[]? _gzip;
    private string? _contentTag;

    private KeptTile(EncodedTile tile, byte[]? plain, byte[]? gzip)
    {
        _plain = plain;
        _gzip = gzip;
        Length = tile.Bytes.Length;
        LeftOut = tile.LeftOut;
    }

    public static KeptTile Empty { get; } = Plain(new EncodedTile([], Features: 0, LeftOut: 0, Refused: 0));

    /// <summary>Bytes when unfolded.</summary>
    public int Length { get; }

    /// <summary>Features that had no room.</summary>
    public int LeftOut { get; }

    /// <summary>The tag of the tile's content, for layers that have no version to go by.</summary>
    public string ContentTag => _contentTag ??= ETag.Of(Unfold());

    public bool IsCompressible => Length >= WorthCompressing;

    /// <summary>Bytes of memory.</summary>
    public int Held => (_plain?.Length ?? 0) + (_gzip?.Length ?? 0);

    /// <summary>For the cache: the compressed form alone, where there is one.</summary>
    public static KeptTile Compressed(EncodedTile tile) => tile.Bytes.Length < WorthCompressing ? Plain(tile) : new(tile, null, Compress(tile.Bytes));

    /// <summary>For one answer.</summary>
    public static KeptTile Plain(EncodedTile tile) => new(tile, tile.Bytes, null);

    public byte[] Gzip() => _gzip ?? Compress(_plain!);

    public byte[] Unfold()
    {
        if (_plain is not null)
        {
            return _plain;
        }

        var bytes = new byte[Length];
        using var gzip = new GZipStream(new MemoryStream(_gzip!), CompressionMode.Decompress);
        gzip.ReadExactly(bytes);
        return bytes;
    }

    internal static byte[] Compress(byte[] bytes)
    {
        var compressed = new MemoryStream(bytes.Length / 2);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
