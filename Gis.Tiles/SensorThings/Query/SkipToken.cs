using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>Where a page ended: the values that its last entity is sorted by and its key, as the store writes them. Good for the same set in the same order only.</summary>
internal sealed record SkipToken(IReadOnlyList<string?> Values)
{
    private const int CheckBytes = 8;

    public string Text(StaEntity entity, IReadOnlyList<OrderKey> order)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(Values);
        return WebEncoders.Base64UrlEncode([.. Check(content, entity, order), .. content]);
    }

    public static SkipToken? TryParse(string text, StaEntity entity, IReadOnlyList<OrderKey> order)
    {
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(text);
            return bytes.Length > CheckBytes && Check(bytes.AsSpan(CheckBytes), entity, order).AsSpan().SequenceEqual(bytes.AsSpan(0, CheckBytes))
                && JsonSerializer.Deserialize<string?[]>(bytes.AsSpan(CheckBytes)) is { } values && values.Length == order.Count + entity.KeyColumns.Length
                && values[order.Count..].All(value => value is not null)
                    ? new SkipToken(values)
                    : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static byte[] Check(ReadOnlySpan<byte> content, StaEntity entity, IReadOnlyList<OrderKey> order) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"{entity.Set} {string.Join(',', order)}"), 0, .. content])[..CheckBytes];
}
