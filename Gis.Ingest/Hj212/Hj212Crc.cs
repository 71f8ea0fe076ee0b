namespace Gis.Ingest.Hj212;

/// <summary>The check sum of HJ 212. It is not Modbus CRC-16: the register is shifted before the byte is mixed in.</summary>
internal static class Hj212Crc
{
    public static ushort Compute(ReadOnlySpan<byte> segment)
    {
        var register = 0xFFFF;
        foreach (var b in segment)
        {
            register = (register >> 8) ^ b;
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = register & 1;
                register >>= 1;
                if (carry == 1)
                {
                    register ^= 0xA001;
                }
            }
        }

        return (ushort)register;
    }
}
