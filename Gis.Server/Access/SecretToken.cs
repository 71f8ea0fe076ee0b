using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gis.Server.Access;

/// <summary>A random secret of 32 bytes for sessions, tokens and links; the store keeps only its hash.</summary>
internal static class SecretToken
{
    private const int Bytes = 32;
    private const int Length = 43;   // base64url without padding

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 of the secret bytes; null when the text cannot be one of ours.</summary>
    public static byte[]? Hash(string? token)
    {
        var secret = new byte[Bytes];
        return token is { Length: Length } && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, secret, out var written) && written == Bytes
            ? SHA256.HashData(secret)
            : null;
    }
}
