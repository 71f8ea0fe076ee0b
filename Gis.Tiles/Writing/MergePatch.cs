using System.Text.Json.Nodes;

namespace Gis.Tiles.Writing;

/// <summary>JSON Merge Patch (RFC 7396): members are put in, null takes them out, all else replaces.</summary>
internal static class MergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target is JsonObject known ? known.DeepClone().AsObject() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Apply(merged[name], change);
            }
        }

        return merged;
    }
}
