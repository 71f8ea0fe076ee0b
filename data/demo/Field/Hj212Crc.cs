namespace Gis.Demo.Field;

/// <summary>The checksum of HJ 212: the whole register is shifted before each byte, which makes it another one than Modbus.</summary>
internal static class Hj212Crc
{
    public static ushort Of(ReadOnlySpan<byte> segment)
    {
        var register = 0xFFFF;
        foreach (var one in segment)
        {
            register = (register >> 8) ^ one;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register & 1) == 1 ? (register >> 1) ^ 0xA001 : register >> 1;
            }
        }

        return (ushort)register;
    }
}
