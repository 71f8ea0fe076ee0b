using System.Buffers.Binary;
using System.Buffers.Text;

namespace Gis.Tiles.Features;

/// <summary>Writes coordinates as decimal text: rounded to so many places, without zeros at the end and without an exponent.</summary>
internal readonly struct FixedDecimal
{
    /// <summary>Room that any number takes.</summary>
    public const int MostBytes = 32;

    /// <summary>Up to here a number times its scale is a whole number to the last digit.</summary>
    private const double MostExact = 1L << 53;

    /// <summary>The numbers below a hundred as two digits, in the order of memory.</summary>
    private static readonly ushort[] Pairs = [.. Enumerable.Range(0, 100).Select(pair => BinaryPrimitives.ReadUInt16LittleEndian([(byte)('0' + (pair / 10)), (byte)('0' + (pair % 10))]))];

    private readonly int _places;
    private readonly double _scale;

    /// <param name="places">Digits behind the point, 0 to 9.</param>
    public FixedDecimal(int places)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)places, 9u, nameof(places));
        _places = places;
        _scale = Math.Pow(10, places);
    }

    /// <summary>out: the bytes written. What is no number in JSON, and what no map reaches, is refused.</summary>
    /// <param name="to">At least <see cref="MostBytes"/>.</param>
    /// <exception cref="InvalidDataException">The number is infinite, none, or beyond 2^53 units of the last place.</exception>
    public int Write(Span<byte> to, double value)
    {
        var scaled = Math.Round(value * _scale);
        if (!(Math.Abs(scaled) < MostExact))
        {
            throw new InvalidDataException($"The coordinate {value} is nowhere on a map.");
        }

        var at = 0;
        var units = (long)scaled;
        if (units < 0)
        {
            to[at++] = (byte)'-';
            units = -units;
        }

        var whole = Whole((ulong)units);
        var part = (uint)((ulong)units - (whole * (ulong)_scale));
        at += WriteWhole(to[at..], whole);
        return part == 0 ? at : at + WritePart(to[at..], part);
    }

    /// <summary>What stands before the point. Dividing by a constant is several times as fast, and these are the places that maps use.</summary>
    private ulong Whole(ulong units) => _places switch
    {
        7 => units / 10_000_000,
        4 => units / 10_000,
        _ => units / (ulong)_scale,
    };

    private static int WriteWhole(Span<byte> to, ulong whole)
    {
        switch (whole)
        {
            case < 10:
                to[0] = (byte)('0' + whole);
                return 1;
            case < 100:
                BinaryPrimitives.WriteUInt16LittleEndian(to, Pairs[whole]);
                return 2;
            case < 1_000:
                to[0] = (byte)('0' + ((uint)whole / 100));
                BinaryPrimitives.WriteUInt16LittleEndian(to[1..], Pairs[(uint)whole % 100]);
                return 3;
            default:
                Utf8Formatter.TryFormat(whole, to, out var written);
                return written;
        }
    }

    /// <summary>The point and what stands behind it, as far as its last digit that is no zero.</summary>
    private int WritePart(Span<byte> to, uint part)
    {
        to[0] = (byte)'.';
        if (_places == 7)
        {
            WriteSeven(to, part);
        }
        else
        {
            WriteAny(to, part);
        }

        var end = _places;
        while (to[end] == '0')
        {
            end--;
        }

        return end + 1;
    }

    /// <summary>Degrees, of which most maps are: cut in the middle, so that both halves are divided at once.</summary>
    private static void WriteSeven(Span<byte> to, uint part)
    {
        var head = part / 1_000;
        var tail = part - (head * 1_000);
        var first = head / 100;
        var third = tail / 10;
        BinaryPrimitives.WriteUInt16LittleEndian(to[1..], Pairs[first]);
        BinaryPrimitives.WriteUInt16LittleEndian(to[3..], Pairs[head - (first * 100)]);
        BinaryPrimitives.WriteUInt16LittleEndian(to[5..], Pairs[third]);
        to[7] = (byte)('0' + (tail - (third * 10)));
    }

    private void WriteAny(Span<byte> to, uint part)
    {
        var at = _places;
        for (; at > 1; at -= 2)
        {
            var left = part / 100;
            BinaryPrimitives.WriteUInt16LittleEndian(to[(at - 1)..], Pairs[part - (left * 100)]);
            part = left;
        }

        if (at == 1)
        {
            to[1] = (byte)('0' + part);
        }
    }
}
