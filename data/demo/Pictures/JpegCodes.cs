namespace Gis.Demo.Pictures;

/// <summary>One Huffman table: how many codes of each length there are, and what they stand for, in order.</summary>
internal sealed class JpegCodes
{
    private readonly (int Bits, int Length)[] _codes = new (int, int)[256];

    public JpegCodes(byte[] lengths, byte[] values)
    {
        Lengths = lengths;
        Values = values;
        var (code, at) = (0, 0);
        for (var length = 1; length <= lengths.Length; length++)
        {
            for (var i = 0; i < lengths[length - 1]; i++)
            {
                _codes[values[at++]] = (code++, length);
            }

            code <<= 1;
        }
    }

    public byte[] Lengths { get; }

    public byte[] Values { get; }

    public (int Bits, int Length) Of(int symbol) => _codes[symbol];
}
