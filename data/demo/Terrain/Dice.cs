using System.Text;

namespace Gis.Demo.Terrain;

/// <summary>Chance that can be repeated: the same key always throws the same numbers, on every machine and in every version (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of their own for one purpose, so that a change in one place does not shake the others.</summary>
    public static Dice For(params ReadOnlySpan<object> key) => new(Hash(string.Join('|', key.ToArray())));

    /// <summary>A number in [0, 1) that depends on the key alone.</summary>
    public static double Share(ulong key, long slot) => Unit(Mix(key ^ Mix(unchecked((ulong)slot))));

    /// <summary>FNV-1a, so that it never changes between runs as string hash codes do.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ one) * 1099511628211UL);
        }

        return Mix(hash);
    }

    public double Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return Unit(Mix(_state));
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    public int Below(int count) => (int)(Next() * count);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Picks by weight; weights need not add up to anything.</summary>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var left = Next() * items.Sum(weight);
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
            {
                return item;
            }
        }

        return items[^1];
    }

    private static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
