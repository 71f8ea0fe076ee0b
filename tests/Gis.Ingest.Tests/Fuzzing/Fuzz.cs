namespace Gis.Ingest.Tests;

/// <summary>Spoils good messages in a way that a seed repeats.</summary>
internal static class Fuzz
{
    public const int Cases = 100_000;

    /// <summary>Calls the parser with spoilt copies and with bare noise; it fails when the parser throws.</summary>
    public static void Run(IReadOnlyList<byte[]> seeds, int seed, Action<byte[]> parse, int cases = Cases)
    {
        var random = new Random(seed);
        for (var i = 0; i < cases; i++)
        {
            var bytes = i % 10 == 0 ? Noise(random) : Spoil(seeds[random.Next(seeds.Count)], random);
            try
            {
                parse(bytes);
            }
            catch (Exception thrown)
            {
                throw new InvalidOperationException($"Case {i}: {Convert.ToHexString(bytes)}", thrown);
            }
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Spoil(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 20)).ToList());
                    break;
            }
        }

        return [.. bytes];
    }
}
