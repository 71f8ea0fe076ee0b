using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Byte strings, each once, by number: the keys and the values of a tile. Looking one up asks for no memory.</summary>
internal sealed class WordTable
{
    private readonly ProtoBuffer _bytes = new();
    private readonly List<(int Start, int Length, int Hash)> _words = [];
    private int[] _slots = new int[256];

    public int Count => _words.Count;

    /// <summary>Bytes of all words as fields of a message.</summary>
    public long FieldBytes { get; private set; }

    public ReadOnlySpan<byte> this[int number] => _bytes.Written.Slice(_words[number].Start, _words[number].Length);

    public void Clear()
    {
        _bytes.Clear();
        _words.Clear();
        FieldBytes = 0;
        Array.Clear(_slots);
    }

    public int NumberOf(ReadOnlySpan<byte> word)
    {
        var hash = new HashCode();
        hash.AddBytes(word);
        var code = hash.ToHashCode();
        var words = CollectionsMarshal.AsSpan(_words);
        var slot = code & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var known = words[_slots[slot] - 1];
            if (known.Hash == code && word.SequenceEqual(_bytes.Written.Slice(known.Start, known.Length)))
            {
                return _slots[slot] - 1;
            }
        }

        _words.Add((_bytes.Length, word.Length, code));
        _bytes.Bytes(word);
        FieldBytes += ProtoBuffer.FieldSize(word.Length);
        _slots[slot] = _words.Count;
        if (_words.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _words.Count - 1;
    }

    public void Trim(int keptBytes, int keptWords)
    {
        _bytes.Trim(keptBytes);
        if (_words.Capacity > keptWords)
        {
            _words.Clear();
            _words.Capacity = 0;
            _slots = new int[256];
        }

        Clear();
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < _words.Count; number++)
        {
            var slot = _words[number].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }
}
