using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Readings;

/// <summary>Parses JSON from strangers: bounded in size and depth, true UTF-8, and no text that the store could not hold.</summary>
internal static class BoundedJson
{
    public const int MostDepth = 16;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostDepth };

    public static bool TryParse(
        ReadOnlyMemory<byte> payload, int mostBytes, [NotNullWhen(true)] out JsonDocument? document, [NotNullWhen(false)] out Rejection? why)
    {
        document = null;
        if (payload.Length > mostBytes)
        {
            why = new Rejection("too-large", $"The message has {payload.Length} bytes; at most {mostBytes} are accepted.");
            return false;
        }

        if (!Utf8.IsValid(payload.Span))
        {
            why = new Rejection("not-utf8", "The message must be JSON in UTF-8.");
            return false;
        }

        try
        {
            if (payload.Span.IndexOf("\\u"u8) >= 0 && !HasCleanEscapes(payload.Span))
            {
                why = new Rejection("bad-text", "A text holds the null character or half of a surrogate pair.");
                return false;
            }

            document = JsonDocument.Parse(payload, Options);
            why = null;
            return true;
        }
        catch (JsonException malformed)
        {
            why = new Rejection("bad-json", $"The message is no JSON of at most {MostDepth} levels (line {malformed.LineNumber + 1}).");
            return false;
        }
    }

    private static bool HasCleanEscapes(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = MostDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsClean(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsClean(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()?.Contains('\0') != true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
