using System.Text;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>
/// Makes a vector tile of rows: begin, then for each row its geometry and, where that is drawn, its attributes; then finish. Its room is kept from tile to tile:
/// use one at a time, again and again.
/// </summary>
internal sealed class TileEncoder
{
    /// <summary>No tile is larger, uncompressed.</summary>
    public const int MostBytes = 500_000;

    /// <summary>So much may wait before what has no chance is let go.</summary>
    private const int MostWaiting = 8 * MostBytes;
    private const int KeptPoints = 256 * 1024;
    private const int CoarsestStep = 64;
    private const int HeadBytes = 32;
    private const int PolygonKind = 3;

    private readonly GeometryReader _reader = new();
    private readonly PolygonCheck _check = new();
    private readonly RingDivider _divider = new();
    private readonly AttributeWriter _attributes = new();
    private readonly ProtoBuffer _tile = new();
    private FeatureStock _stock = new();
    private FeatureStock _spare = new();
    private byte[] _layer = [];
    private byte[][] _columns = [];
    private TileGrid _grid;
    private FeatureSlot _begun;
    private int _drawn;
    private int _refused;

    /// <param name="columns">names of the attributes that <see cref="Text"/> counts from 0</param>
    public void Begin(string layer, TileAddress address, IReadOnlyList<string> columns)
    {
        _layer = Encoding.UTF8.GetBytes(layer);
        _columns = [.. columns.Select(Encoding.UTF8.GetBytes)];
        _grid = new TileGrid(address);
        _drawn = 0;
        _refused = 0;
        Empty(_stock);
    }

    /// <summary>False where the tile shows nothing of the geometry (WKB, in the system of the tile's matrix set): then the row has no attributes either.</summary>
    public bool TryBegin(long id, short rank, ReadOnlySpan<byte> wkb)
    {
        if (!_reader.TryRead(wkb, _grid) || (_reader.Kind == PolygonKind && !TryMakeValid()))
        {
            _refused++;
            return false;
        }

        if (_reader.Geometry.IsEmpty)
        {
            return false;
        }

        _begun = new FeatureSlot(id, _reader.Kind, _stock.Geometry.Length, 0, 0, 0, rank, _reader.IsShared, _reader.Size);
        GeometryWriter.Write(_reader.Geometry, _reader.Kind, _stock.Geometry);
        return true;
    }

    public void Text(int column, ReadOnlySpan<byte> utf8) => _attributes.Text(_stock, column, utf8);

    /// <summary>The members of a JSON object, each an attribute.</summary>
    public void Members(ReadOnlySpan<byte> json) => _attributes.Members(_stock, json, _columns.Length);

    public void EndFeature()
    {
        _stock.End(_begun);
        _drawn++;
        if (_stock.Bytes > MostWaiting)
        {
            Thin();
        }
    }

    public EncodedTile Finish()
    {
        if (_stock.Bytes > Room)
        {
            Thin();
        }

        var features = _stock.Count;
        var bytes = features == 0 ? [] : Write();
        var tile = new EncodedTile(bytes, features, _drawn - features, _refused);
        _stock.Trim();
        _spare.Trim();
        _reader.Trim(KeptPoints);
        _check.Trim(KeptPoints);
        _divider.Trim(KeptPoints);
        return tile;
    }

    private int Room => MostBytes - HeadBytes - _layer.Length;

    /// <summary>As it stands, as repair leaves it, or else the same on a coarser grid; never an invalid one.</summary>
    private bool TryMakeValid()
    {
        for (var step = 1; step <= CoarsestStep; step *= 2)
        {
            if (step > 1)
            {
                _reader.Geometry.Coarsen(step);
            }

            var state = _check.Look(_reader.Geometry);
            if (state == PolygonState.Valid
                || (state == PolygonState.Doubtful && (_divider.TryDivide(_reader.Geometry, _check.Meetings) || PolygonRepair.TryMend(_reader.Geometry))))
            {
                return true;
            }
        }

        return false;
    }

    private void Thin()
    {
        Empty(_spare);
        Thinning.Move(_stock, _spare, Room);
        (_stock, _spare) = (_spare, _stock);
    }

    private void Empty(FeatureStock stock)
    {
        stock.Clear();
        foreach (var column in _columns)
        {
            stock.Keys.NumberOf(column);
        }
    }

    /// <summary>Sorted by id: the same rows give the same bytes, in whatever order the store finds them.</summary>
    private byte[] Write()
    {
        _stock.Slots.Sort(FeatureSlot.ById);
        _tile.Clear();
        _tile.Varint((15 << 3) | 0);
        _tile.Varint(2);
        _tile.Field((1 << 3) | 2, _layer);
        foreach (ref readonly var slot in _stock.Slots)
        {
            Write(slot);
        }

        Write(_stock.Keys, (3 << 3) | 2);
        Write(_stock.Values, (4 << 3) | 2);
        _tile.Varint((5 << 3) | 0);
        _tile.Varint(TileGrid.Extent);

        var bytes = new byte[ProtoBuffer.FieldSize(_tile.Length)];
        var head = bytes.Length - _tile.Length;
        _tile.Written.CopyTo(bytes.AsSpan(head));
        bytes[0] = (3 << 3) | 2;
        for (var (at, left) = (1, _tile.Length); at < head; at++, left >>= 7)
        {
            bytes[at] = (byte)(at < head - 1 ? left | 0x80 : left);
        }

        _tile.Trim(2 * MostBytes);
        return bytes;
    }

    private void Write(in FeatureSlot slot)
    {
        _tile.Byte((2 << 3) | 2);
        _tile.Varint((ulong)_stock.BodyBytesOf(slot));
        if (slot.Id >= 0)
        {
            _tile.Byte((1 << 3) | 0);
            _tile.Varint((ulong)slot.Id);
        }

        if (slot.TagCount > 0)
        {
            _tile.Byte((2 << 3) | 2);
            _tile.Varint((ulong)_stock.TagBytesOf(slot));
            foreach (var number in _stock.TagsOf(slot))
            {
                _tile.Varint((ulong)number);
            }
        }

        _tile.Byte((3 << 3) | 0);
        _tile.Byte((byte)slot.Kind);
        _tile.Field((4 << 3) | 2, _stock.GeometryOf(slot));
    }

    private void Write(WordTable words, byte tag)
    {
        for (var number = 0; number < words.Count; number++)
        {
            _tile.Field(tag, words[number]);
        }
    }
}
