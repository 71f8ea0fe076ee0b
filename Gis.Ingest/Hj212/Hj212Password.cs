namespace Gis.Ingest.Hj212;

/// <summary>Masks the password of a packet before it is stored or shown.</summary>
internal static class Hj212Password
{
    /// <summary>A copy in which the characters after each <c>PW=</c> are asterisks, length unchanged.</summary>
    public static byte[] Mask(ReadOnlySpan<byte> bytes)
    {
        var masked = bytes.ToArray();
        var rest = masked.AsSpan();
        int at;
        while ((at = rest.IndexOf("PW="u8)) >= 0)
        {
            rest = rest[(at + 3)..];
            var end = rest.IndexOfAny(";&\r\n"u8);
            rest[..(end < 0 ? rest.Length : end)].Fill((byte)'*');
        }

        return masked;
    }
}
