using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gis.Tiles.Writing;

/// <summary>Reads the body of a change: of the right type, of bounded size, JSON whose every text can be stored.</summary>
internal static class BodyReader
{
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>What a feature may be written as.</summary>
    public static readonly string[] Features = [Http.MediaTypes.GeoJson, Http.MediaTypes.Json];

    /// <summary>Room for a geometry of as many vertices as are taken; less than the server takes of any body.</summary>
    private const int MostBytes = 6 * 1024 * 1024;
    private const int PieceBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Rules = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static async Task<JsonDocument> ReadAsync(HttpRequest request, string[] types, CancellationToken cancellationToken, int mostBytes = MostBytes)
    {
        CheckType(request, types);
        var body = await BytesAsync(request, mostBytes, cancellationToken);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Rules);
        }
        catch (JsonException)
        {
            throw WriteRefused.Body("accepted-body-json");
        }

        CheckTexts(document.RootElement, "");
        return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw WriteRefused.Body("accepted-body-json");
    }

    private static void CheckType(HttpRequest request, string[] types)
    {
        var accepted = string.Join(", ", types);
        if (string.IsNullOrEmpty(request.ContentType))
        {
            throw WriteRefused.Header(HeaderNames.ContentType, accepted);
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw WriteRefused.Header(HeaderNames.ContentType, accepted, StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var piece = new byte[PieceBytes];
        while (await request.Body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > mostBytes)
            {
                throw WriteRefused.Header("body", "accepted-body-size", StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(piece, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>Texts of whole characters without NUL: the store keeps no others.</summary>
    private static void CheckTexts(JsonElement json, string at)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    CheckText(() => member.Name, at);
                    CheckTexts(member.Value, $"{at}/{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                // Positions are the many: they hold no texts.
                foreach (var item in json.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
                {
                    CheckTexts(item, at);
                }

                break;
            case JsonValueKind.String:
                CheckText(() => json.GetString()!, at);
                break;
        }
    }

    private static void CheckText(Func<string> text, string at)
    {
        try
        {
            if (!text().Contains('\0', StringComparison.Ordinal))
            {
                return;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or DecoderFallbackException)
        {
            // Half a character.
        }

        throw WriteRefused.Content(at, "accepted-filter-text");
    }
}
