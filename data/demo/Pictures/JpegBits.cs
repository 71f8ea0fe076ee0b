namespace Gis.Demo.Pictures;

/// <summary>Packs codes into bytes; after a byte of ones comes a zero, so that no marker appears by chance.</summary>
internal sealed class JpegBits(Stream bytes)
{
    private int _held;
    private int _count;

    public void Code(JpegCodes codes, int symbol)
    {
        var (bits, length) = codes.Of(symbol);
        Write(bits, length);
    }

    /// <summary>The run of zeros before it and the size of the value as one code, then the value itself.</summary>
    public void Value(JpegCodes codes, int zeros, int value)
    {
        var size = 0;
        for (var left = Math.Abs(value); left > 0; left >>= 1)
        {
            size++;
        }

        Code(codes, (zeros << 4) | size);
        Write(value < 0 ? value - 1 : value, size);
    }

    public void Finish() => Write(0x7F, 7);

    private void Write(int bits, int length)
    {
        for (var i = length - 1; i >= 0; i--)
        {
            _held = (_held << 1) | ((bits >> i) & 1);
            if (++_count == 8)
            {
                bytes.WriteByte((byte)_held);
                if (_held == 0xFF)
                {
                    bytes.WriteByte(0);
                }

                (_held, _count) = (0, 0);
            }
        }
    }
}
