using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gis.Tiles.Http;

/// <summary>Entity tags: made from what decides an answer, or from the answer itself.</summary>
internal static class ETag
{
    public static string Of(string decisive) => Of(Encoding.UTF8.GetBytes(decisive));

    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return $"\"{Convert.ToHexStringLower(hash[..16])}\"";
    }

    /// <summary>True when the caller already has this answer.</summary>
    public static bool IsKnownTo(HttpRequest request, string etag)
    {
        var tag = EntityTagHeaderValue.Parse(etag);
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
