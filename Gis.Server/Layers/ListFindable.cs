using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Layers;

/// <summary>A layer that can be asked for: its title and whose it is, and nothing else.</summary>
internal sealed record FindableLayer(string Layer, string TitleZh, string TitleEn, string OwnerZh, string OwnerEn);

/// <summary>GET /api/findable-layers: the layers whose owners let them be found.</summary>
internal static class ListFindable
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/findable-layers", HandleAsync).AllowSignedIn().WithName("ListFindableLayers");

    private static async Task<Ok<Page<FindableLayer>>> HandleAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT l.id, l.title_zh, l.title_en, coalesce(nullif(r.owner_zh, ''), l.owner), coalesce(nullif(r.owner_en, ''), l.owner)
            FROM layer_record r JOIN layer l ON l.id = r.layer
            WHERE r.findable AND (l.kind = 'live' OR l.edition > 0)
            ORDER BY l.id
            """);
        var layers = await command.ListAsync(
            row => new FindableLayer(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)), cancellationToken);
        return TypedResults.Ok(new Page<FindableLayer>(layers, Next: null));
    }
}
