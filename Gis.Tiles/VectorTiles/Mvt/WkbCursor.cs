using System.Buffers.Binary;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Walks over WKB, ISO's or PostGIS' extended form, either byte order. Every step says whether the bytes were there.</summary>
internal ref struct WkbCursor(ReadOnlySpan<byte> bytes)
{
    private const uint HasZ = 0x8000_0000;
    private const uint HasM = 0x4000_0000;
    private const uint HasSrid = 0x2000_0000;
    private const uint IsoStep = 1_000;
    private const int AxisBytes = sizeof(double);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private bool _isLittle;
    private int _pointBytes;

    /// <summary>Begins a geometry; <paramref name="kind"/> is OGC's number: 1 point, 2 line, 3 polygon, 4 to 6 several of them, 7 a collection.</summary>
    public bool TryReadHead(out uint kind)
    {
        kind = 0;
        if (_bytes.Length - _at < 1 + sizeof(uint) || _bytes[_at] > 1)
        {
            return false;
        }

        _isLittle = _bytes[_at++] == 1;
        var word = ReadWord();
        if ((word & HasSrid) != 0)
        {
            if (_bytes.Length - _at < sizeof(uint))
            {
                return false;
            }

            _at += sizeof(uint);
        }

        var isoForm = word & ~(HasZ | HasM | HasSrid);
        kind = isoForm % IsoStep;
        var hasZ = (word & HasZ) != 0 || isoForm / IsoStep is 1 or 3;
        var hasM = (word & HasM) != 0 || isoForm / IsoStep is 2 or 3;
        _pointBytes = AxisBytes * (2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0));
        return isoForm / IsoStep <= 3;
    }

    /// <summary>A count of points that are all there.</summary>
    public bool TryReadPointCount(out int count) => TryReadCount(_pointBytes, out count);

    /// <summary>A count of rings or parts, each of which takes at least a word.</summary>
    public bool TryReadPartCount(out int count) => TryReadCount(sizeof(uint), out count);

    /// <summary>A lone point; false where its bytes are not there.</summary>
    public readonly bool HasPoint() => _bytes.Length - _at >= _pointBytes;

    /// <summary>A point whose bytes are known to be there.</summary>
    public (double X, double Y) ReadPoint()
    {
        var point = _bytes.Slice(_at, _pointBytes);
        _at += _pointBytes;
        return _isLittle
            ? (BinaryPrimitives.ReadDoubleLittleEndian(point), BinaryPrimitives.ReadDoubleLittleEndian(point[AxisBytes..]))
            : (BinaryPrimitives.ReadDoubleBigEndian(point), BinaryPrimitives.ReadDoubleBigEndian(point[AxisBytes..]));
    }

    private bool TryReadCount(int bytesEach, out int count)
    {
        count = 0;
        if (_bytes.Length - _at < sizeof(uint))
        {
            return false;
        }

        var claimed = ReadWord();
        count = (int)Math.Min(claimed, int.MaxValue);
        return (long)claimed * bytesEach <= _bytes.Length - _at;
    }

    private uint ReadWord()
    {
        var word = _bytes.Slice(_at, sizeof(uint));
        _at += sizeof(uint);
        return _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(word) : BinaryPrimitives.ReadUInt32BigEndian(word);
    }
}
