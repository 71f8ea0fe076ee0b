using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>The features of one tile in the making: geometries, tags and words in room that is kept from tile to tile.</summary>
internal sealed class FeatureStock
{
    private const int KeptBytes = 4 * 1024 * 1024;
    private const int KeptItems = 256 * 1024;

    private readonly List<FeatureSlot> _slots = [];
    private readonly List<int> _tags = [];
    private long _featureBytes;
    private int _begunTag;

    public ProtoBuffer Geometry { get; } = new();

    public WordTable Keys { get; } = new();

    /// <summary>Values as messages of the tile format, their type included.</summary>
    public WordTable Values { get; } = new();

    public int Count => _slots.Count;

    /// <summary>Bytes of all features and words, written.</summary>
    public long Bytes => _featureBytes + Keys.FieldBytes + Values.FieldBytes;

    public Span<FeatureSlot> Slots => CollectionsMarshal.AsSpan(_slots);

    public ReadOnlySpan<int> TagsOf(in FeatureSlot slot) => CollectionsMarshal.AsSpan(_tags).Slice(slot.TagStart, slot.TagCount);

    public ReadOnlySpan<byte> GeometryOf(in FeatureSlot slot) => Geometry.Written.Slice(slot.GeometryStart, slot.GeometryLength);

    public void Clear()
    {
        _slots.Clear();
        _tags.Clear();
        _featureBytes = 0;
        _begunTag = 0;
        Geometry.Clear();
        Keys.Clear();
        Values.Clear();
    }

    /// <summary>Lets go of room that one large tile took.</summary>
    public void Trim()
    {
        Clear();
        Geometry.Trim(KeptBytes);
        Keys.Trim(KeptBytes, KeptItems);
        Values.Trim(KeptBytes, KeptItems);
        _slots.Capacity = Math.Min(_slots.Capacity, KeptItems);
        _tags.Capacity = Math.Min(_tags.Capacity, 8 * KeptItems);
    }

    public void Tag(int key, int value)
    {
        _tags.Add(key);
        _tags.Add(value);
    }

    /// <summary>Ends a feature whose geometry and tags have been written; <paramref name="begun"/> knows the rest.</summary>
    public void End(FeatureSlot begun)
    {
        var slot = begun with { GeometryLength = Geometry.Length - begun.GeometryStart, TagStart = _begunTag, TagCount = _tags.Count - _begunTag };
        _slots.Add(slot);
        _begunTag = _tags.Count;
        _featureBytes += BytesOf(slot);
    }

    public void CopyFrom(FeatureStock other, in FeatureSlot slot)
    {
        var start = Geometry.Length;
        Geometry.Bytes(other.GeometryOf(slot));
        var tags = other.TagsOf(slot);
        for (var n = 0; n < tags.Length; n += 2)
        {
            Tag(Keys.NumberOf(other.Keys[tags[n]]), Values.NumberOf(other.Values[tags[n + 1]]));
        }

        End(slot with { GeometryStart = start });
    }

    /// <summary>Length of a feature's message.</summary>
    public int BodyBytesOf(in FeatureSlot slot)
    {
        var tagBytes = TagBytesOf(slot);
        return (slot.Id >= 0 ? 1 + ProtoBuffer.VarintSize((ulong)slot.Id) : 0)
            + (tagBytes > 0 ? ProtoBuffer.FieldSize(tagBytes) : 0)
            + 2
            + ProtoBuffer.FieldSize(slot.GeometryLength);
    }

    public int BytesOf(in FeatureSlot slot) => ProtoBuffer.FieldSize(BodyBytesOf(slot));

    public int TagBytesOf(in FeatureSlot slot)
    {
        var bytes = 0;
        foreach (var number in TagsOf(slot))
        {
            bytes += ProtoBuffer.VarintSize((ulong)number);
        }

        return bytes;
    }
}
