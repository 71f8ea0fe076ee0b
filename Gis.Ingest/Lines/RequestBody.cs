using Microsoft.AspNetCore.Http;

namespace Gis.Ingest.Lines;

/// <summary>Reads the body of a request, up to a bound.</summary>
internal static class RequestBody
{
    /// <summary>The whole body; null when it is larger than <paramref name="mostBytes"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, int mostBytes, CancellationToken cancellationToken)
    {
        using var held = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (held.Length + read > mostBytes)
            {
                return null;
            }

            held.Write(buffer, 0, read);
        }

        return held.ToArray();
    }

    public static Task<byte[]?> ReadAsync(HttpRequest request, int mostBytes, CancellationToken cancellationToken) =>
        ReadAsync(request.Body, mostBytes, cancellationToken);
}
