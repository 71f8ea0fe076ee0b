using System.Globalization;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212;

/// <summary>
/// Cuts packets out of bytes: <c>##</c>, four digits, data segment, CRC, CR LF. What is no packet is stepped over, and reading goes on at the
/// next <c>##</c>.
/// </summary>
internal ref struct Hj212FrameReader(ReadOnlySpan<byte> bytes, Hj212Limits limits)
{
    private const int HeadLength = 6;
    private const int CrcLength = 4;

    /// <summary>One character: after a stray # the next head begins within the false one.</summary>
    private const int PastFalseHead = 1;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes that belong to no packet and to no rejection: noise on the line.</summary>
    public int NoiseBytes { get; private set; }

    /// <summary>Bytes not yet read: after <see cref="Hj212FrameOutcome.Incomplete"/> the begin of a packet whose rest may still come.</summary>
    public readonly int RemainingBytes => _rest.Length;

    /// <summary>The next packet's data segment, or the next reason why there is none.</summary>
    public Hj212FrameOutcome Read(out ReadOnlySpan<byte> segment, out Rejection? why)
    {
        segment = default;
        why = null;
        var start = _rest.IndexOf("##"u8);
        if (start < 0)
        {
            // A single # at the end may be the first half of a head.
            var keep = _rest.Length > 0 && _rest[^1] == '#' ? 1 : 0;
            NoiseBytes += _rest.Length - keep;
            _rest = _rest[^keep..];
            return Hj212FrameOutcome.End;
        }

        NoiseBytes += start;
        _rest = _rest[start..];
        if (_rest.Length < HeadLength)
        {
            return Incomplete(out why);
        }

        if (!TryReadLength(_rest[2..HeadLength], out var length))
        {
            return Step(PastFalseHead, "bad-length", "The four characters after ## must be decimal digits.", out why);
        }

        if (length > limits.MostSegmentBytes)
        {
            return Step(
                PastFalseHead, "segment-too-long", $"The data segment has {length} bytes; at most {limits.MostSegmentBytes} are accepted, longer data is split.", out why);
        }

        var need = HeadLength + length + CrcLength + 1;
        if (_rest.Length < need)
        {
            return Incomplete(out why);
        }

        if (_rest[need - 1] != '\r')
        {
            return Step(PastFalseHead, "length-mismatch", $"No CR LF follows {length} bytes of data and the check sum.", out why);
        }

        if (_rest.Length > need && _rest[need] == '\n')
        {
            need++;
        }
        else if (!limits.AllowMissingLineFeed)
        {
            return Step(PastFalseHead, "length-mismatch", "The packet's CR is not followed by LF.", out why);
        }

        segment = _rest.Slice(HeadLength, length);
        var sent = _rest.Slice(HeadLength + length, CrcLength);
        var computed = Hj212Crc.Compute(segment);
        if (!ushort.TryParse(sent, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var stated) || stated != computed)
        {
            // A false length may reach over a good packet's head.
            var inner = _rest[PastFalseHead..need].IndexOf("##"u8);
            return Step(inner < 0 ? need : PastFalseHead + inner, "bad-crc", "The check sum does not fit the data segment.", out why);
        }

        _rest = _rest[need..];
        return Hj212FrameOutcome.Packet;
    }

    /// <summary>Gives up the packet that is <see cref="Hj212FrameOutcome.Incomplete"/>: reading goes on after its head.</summary>
    public void StepOver() => _rest = _rest[PastFalseHead..];

    private static bool TryReadLength(ReadOnlySpan<byte> digits, out int length)
    {
        length = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            length = length * 10 + (digit - '0');
        }

        return true;
    }

    private static Hj212FrameOutcome Incomplete(out Rejection? why)
    {
        why = new Rejection("incomplete-packet", "The bytes end in the middle of a packet.");
        return Hj212FrameOutcome.Incomplete;
    }

    private Hj212FrameOutcome Step(int count, string code, string reason, out Rejection? why)
    {
        _rest = _rest[count..];
        why = new Rejection(code, reason);
        return Hj212FrameOutcome.Rejected;
    }
}
