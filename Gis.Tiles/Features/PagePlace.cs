using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.WebUtilities;

namespace Gis.Tiles.Features;

/// <summary>Where a page ended: the values that its last feature is sorted by, as text, and its id. The next page begins behind it, whatever has changed meanwhile.</summary>
internal sealed record PagePlace(IReadOnlyList<string?> Values, long Id)
{
    private const int CheckBytes = 8;

    /// <summary>Unsorted, the id itself; sorted, a token that is good for the same <c>sortby</c> only and tells when it was tampered with.</summary>
    public string Token(IReadOnlyList<SortKey> sort)
    {
        if (sort.Count == 0)
        {
            return Id.ToString(CultureInfo.InvariantCulture);
        }

        var content = JsonSerializer.SerializeToUtf8Bytes<string?[]>([Id.ToString(CultureInfo.InvariantCulture), .. Values]);
        return WebEncoders.Base64UrlEncode([.. Check(content, sort), .. content]);
    }

    public static PagePlace? TryParse(string token, IReadOnlyList<SortKey> sort)
    {
        if (sort.Count == 0)
        {
            return IdOf(token) is { } plain ? new PagePlace([], plain) : null;
        }

        try
        {
            var bytes = WebEncoders.Base64UrlDecode(token);
            return bytes.Length > CheckBytes && Check(bytes.AsSpan(CheckBytes), sort).AsSpan().SequenceEqual(bytes.AsSpan(0, CheckBytes))
                && JsonSerializer.Deserialize<string?[]>(bytes.AsSpan(CheckBytes)) is [{ } first, .. var values] && values.Length == sort.Count && IdOf(first) is { } id
                    ? new PagePlace(values, id)
                    : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The features behind this place: in the first value, or equal in it and behind in the next, and last by id.</summary>
    public string Sql(IReadOnlyList<SortKey> sort, SqlParameters parameters)
    {
        var behind = $"f.id > {parameters.Add(Id)}";
        for (var i = sort.Count - 1; i >= 0; i--)
        {
            behind = $"({sort[i].AfterSql(Values[i], parameters)} OR ({sort[i].SameSql(Values[i], parameters)} AND {behind}))";
        }

        return behind;
    }

    private static long? IdOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static byte[] Check(ReadOnlySpan<byte> content, IReadOnlyList<SortKey> sort) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(string.Join(',', sort)), 0, .. content])[..CheckBytes];
}
