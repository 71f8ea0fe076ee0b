namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Chooses what a tile that would grow too large keeps: the head of an order that is the same in every tile, as long as there is room.</summary>
internal static class Thinning
{
    /// <summary>Moves what is kept from one stock into another, which is empty. The sum is counted with the numbers that words have now; they only get smaller.</summary>
    public static void Move(FeatureStock from, FeatureStock into, long room)
    {
        var slots = from.Slots;
        slots.Sort(FeatureSlot.ByWeight);
        var kept = slots[..CountThatFits(from, room)];
        kept.Sort(FeatureSlot.ById);
        foreach (ref readonly var slot in kept)
        {
            into.CopyFrom(from, slot);
        }
    }

    private static int CountThatFits(FeatureStock stock, long room)
    {
        var hasKey = new bool[stock.Keys.Count];
        var hasValue = new bool[stock.Values.Count];
        var bytes = 0L;
        var count = 0;
        foreach (ref readonly var slot in stock.Slots)
        {
            bytes += stock.BytesOf(slot);
            var tags = stock.TagsOf(slot);
            for (var n = 0; n < tags.Length; n += 2)
            {
                bytes += Claim(hasKey, stock.Keys, tags[n]) + Claim(hasValue, stock.Values, tags[n + 1]);
            }

            if (bytes > room)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private static int Claim(bool[] claimed, WordTable words, int number)
    {
        if (claimed[number])
        {
            return 0;
        }

        claimed[number] = true;
        return ProtoBuffer.FieldSize(words[number].Length);
    }
}
