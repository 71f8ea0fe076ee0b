using System.Security.Cryptography;
using Gis.Server.Rules;

namespace Gis.Server.Patches.Field;

/// <summary>The bytes of a photograph as they were sent: whole, the ones that were hashed, and a picture.</summary>
/// <param name="Hash">SHA-256 of the bytes, hexadecimal.</param>
internal sealed record PhotoBody(byte[] Bytes, PhotoHeader Header, string Hash)
{
    public static int MostBytes => FieldGround.Standard.MostBytes;

    public static bool IsHash(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower);

    /// <param name="hash">What the sender has hashed them to; null where it did not.</param>
    public static async Task<Result<PhotoBody>> ReadAsync(HttpRequest request, string? hash, CancellationToken cancellationToken)
    {
        if (await BytesAsync(request, cancellationToken) is not { } bytes)
        {
            return new Refusal("photo-too-large", "照片过大。", $"A photograph has at most {MostBytes / (1024 * 1024)} MB; scale it to {FieldGround.Standard.MostPx} px.") { Status = StatusCodes.Status413PayloadTooLarge };
        }

        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash is not null && hash != found)
        {
            return new Refusal("photo-hash", "照片内容与其哈希不符，请重新发送。", "The bytes are not those that were hashed; send it again.") { Status = StatusCodes.Status400BadRequest, Parameter = "hash" };
        }

        return PhotoHeader.Read(bytes) is { } header
            ? new PhotoBody(bytes, header, found)
            : new Refusal("photo-kind", "不是完整的 JPEG 或 PNG 照片。", "This is no whole JPEG or PNG picture of 16 to 20,000 px.") { Status = StatusCodes.Status400BadRequest };
    }

    /// <summary>Null where there is more than a photograph may have.</summary>
    private static async Task<byte[]?> BytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(bytes, cancellationToken);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return bytes.Length > MostBytes ? null : bytes.ToArray();
    }
}
