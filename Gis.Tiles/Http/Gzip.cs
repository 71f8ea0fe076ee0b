using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Whether a caller takes gzip, and the tag of an answer in that form: other bytes, so another tag.</summary>
internal static class Gzip
{
    public const string Name = "gzip";

    public static bool IsAcceptedBy(HttpRequest request)
    {
        // A list of one or two is what programs send; it is not worth parsing into objects.
        foreach (var line in request.Headers.AcceptEncoding)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var item = line.AsSpan()[range].Trim();
                var end = item.IndexOf(';');
                var name = end < 0 ? item : item[..end].TrimEnd();
                if (name.Equals(Name, StringComparison.OrdinalIgnoreCase) && (end < 0 || !IsZero(item[(end + 1)..])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static string TagOf(string plainTag) => $"{plainTag[..^1]}-gz\"";

    private static bool IsZero(ReadOnlySpan<char> quality)
    {
        var at = quality.IndexOf('=');
        return at >= 0 && quality[(at + 1)..].Trim().TrimEnd('0').TrimEnd('.') is "" or "0";
    }
}
