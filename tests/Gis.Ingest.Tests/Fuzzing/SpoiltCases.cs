namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Spoils good messages in a way that a seed repeats; every tenth is bare noise.</summary>
internal sealed class SpoiltCases(IReadOnlyList<byte[]> samples, int seed)
{
    private readonly Random _random = new(seed);
    private long _made;

    public byte[] Next() => _made++ % 10 == 0 ? Noise() : Spoil(samples[_random.Next(samples.Count)]);

    private byte[] Noise()
    {
        var bytes = new byte[_random.Next(200)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Spoil(byte[] good)
    {
        var bytes = good.ToList();
        for (var n = _random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)_random.Next(256));
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(_random.Next(1, 20), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Skip(_random.Next(bytes.Count)).Take(_random.Next(1, 20)).ToList());
                    break;
            }
        }

        return [.. bytes];
    }
}
