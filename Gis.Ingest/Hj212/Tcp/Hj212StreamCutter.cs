namespace Gis.Ingest.Hj212.Tcp;

/// <summary>Cuts a stream into packets, wherever the network cut it, and finds the next packet after noise or damage.</summary>
internal sealed class Hj212StreamCutter
{
    private const int MostKeptBytes = 1_100;
    private bool _afterDamage;

    /// <summary>Bytes since the last good packet that belong to none.</summary>
    public int NoiseBytes { get; private set; }

    /// <summary>The begin of what was noise since the last good packet; empty where all of it was kept as refused packets.</summary>
    public byte[] NoiseSample { get; private set; } = [];

    /// <summary>
    /// Cuts what has come; how many bytes are done with comes back. What remains is the begin of a packet, or nothing.
    /// </summary>
    /// <param name="bytes">All bytes not yet done with.</param>
    /// <param name="dropHalf">What is no whole packet by now will not become one.</param>
    /// <param name="into">Takes the packets and what is refused, in order.</param>
    public int Cut(ReadOnlySpan<byte> bytes, bool dropHalf, List<Hj212Frame> into)
    {
        var reader = new Hj212FrameReader(bytes, Hj212Limits.Standard);
        while (true)
        {
            var (begin, noiseBefore) = (bytes.Length - reader.RemainingBytes, reader.NoiseBytes);
            var outcome = reader.Read(out var segment, out var why);
            var noise = reader.NoiseBytes - noiseBefore;
            AddNoise(bytes.Slice(begin, noise));
            begin += noise;
            switch (outcome)
            {
                case Hj212FrameOutcome.Packet:
                    into.Add(new Hj212Frame(bytes[begin..^reader.RemainingBytes].ToArray(), segment.Length, null));
                    (NoiseBytes, NoiseSample, _afterDamage) = (0, [], false);
                    break;
                case Hj212FrameOutcome.Rejected:
                    into.Add(new Hj212Frame(Damaged(bytes[begin..], bytes.Length - reader.RemainingBytes - begin), 0, why));
                    NoiseBytes += bytes.Length - reader.RemainingBytes - begin;
                    _afterDamage = true;
                    break;
                case Hj212FrameOutcome.Incomplete when dropHalf:
                    into.Add(new Hj212Frame(Damaged(bytes[begin..], 1), 0, why));
                    reader.StepOver();
                    NoiseBytes++;
                    _afterDamage = true;
                    break;
                default:
                    return bytes.Length - reader.RemainingBytes;
            }
        }
    }

    /// <summary>What was stepped over, and what follows it up to the next head: enough to see what it was.</summary>
    private static byte[] Damaged(ReadOnlySpan<byte> rest, int steppedOver)
    {
        var next = rest[steppedOver..].IndexOf("##"u8);
        var length = next < 0 ? rest.Length : steppedOver + next;
        return rest[..Math.Min(length, MostKeptBytes)].ToArray();
    }

    private void AddNoise(ReadOnlySpan<byte> noise)
    {
        NoiseBytes += noise.Length;
        if (!_afterDamage && NoiseSample.Length == 0 && noise.ContainsAnyExcept((byte)'\r', (byte)'\n'))
        {
            NoiseSample = noise[..Math.Min(noise.Length, MostKeptBytes)].ToArray();
        }
    }
}
