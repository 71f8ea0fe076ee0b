using System.Text.Json.Nodes;

namespace Gis.Tiles.Writing;

/// <summary>A feature before a change.</summary>
/// <param name="Changed">The change that made it so.</param>
internal sealed record CurrentFeature(int Changed, string? AreaCode, short Rank, string Properties, string Geometry)
{
    /// <summary>As it would be read, for a patch to be put into.</summary>
    public JsonObject ToJson(long id) => new()
    {
        ["type"] = "Feature",
        ["id"] = id,
        ["geometry"] = JsonNode.Parse(Geometry),
        ["properties"] = JsonNode.Parse(Properties),
    };
}
