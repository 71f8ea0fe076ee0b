using System.Text.Json;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Readings;

/// <summary>Reads a payload that is one JSON object or, after a gap, an array of them.</summary>
internal static class JsonItems
{
    private const int MostItems = 1_000;

    /// <summary>Gives each object to <paramref name="decodeOne"/>; what is no JSON, or too much of it, is rejected.</summary>
    public static void Decode(ReadOnlyMemory<byte> payload, int mostBytes, Decoded into, Action<JsonElement, Decoded> decodeOne)
    {
        if (!BoundedJson.TryParse(payload, mostBytes, out var document, out var why))
        {
            into.Rejections.Add(why);
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
            {
                decodeOne(root, into);
            }
            else if (root.GetArrayLength() > MostItems)
            {
                into.Rejections.Add(new Rejection("too-many-items", $"An array holds at most {MostItems} objects."));
            }
            else
            {
                foreach (var one in root.EnumerateArray())
                {
                    decodeOne(one, into);
                }
            }
        }
    }
}
