using System.Buffers;
using System.IO.Compression;
using Gis.Tiles.Http;
using Gis.Tiles.VectorTiles.Mvt;

namespace Gis.Tiles.VectorTiles;

/// <summary>A tile as it is kept and given: compressed once, and unfolded for the few who do not take it so.</summary>
internal sealed class KeptTile
{
    /// <summary>Less does not get smaller by gzip.</summary>
    private const int WorthCompressing = 256;

    /// <summary>What can't be compressed grows by this part of it at most (nine bits a byte, by deflate's fixed codes), and by gzip's own head and foot.</summary>
    private const int MostGrowth = 8;
    private const int HeadAndFoot = 256;

    /// <summary>The quickest: geometry is numbers, in which there is little to be found by looking longer.</summary>
    private static readonly ZLibCompressionOptions Quick = new() { CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.Filtered };

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
        // Room that is kept from tile to tile: growing and giving back some hundred kilobytes would cost a fifth of it.
        var room = ArrayPool<byte>.Shared.Rent(bytes.Length + (bytes.Length / MostGrowth) + HeadAndFoot);
        try
        {
            using var compressed = new MemoryStream(room);
            using (var gzip = new GZipStream(compressed, Quick, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            return room.AsSpan(0, (int)compressed.Position).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
