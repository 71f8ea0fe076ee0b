using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Things;

/// <summary>A node of the area tree.</summary>
internal sealed record AreaItem(string Code, string? Parent, string Level, string NameZh, string NameEn, double? Lon, double? Lat);

/// <summary>GET /api/areas: the whole tree, which is no secret among readers.</summary>
internal static class ListAreas
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/areas", HandleAsync).AllowReaders().WithName("ListAreas");

    private static async Task<Ok<Page<AreaItem>>> HandleAsync(NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT code, parent_code, level, name_zh, name_en, lon, lat FROM area WHERE valid_to IS NULL ORDER BY code");
        var items = await command.ListAsync(
            row => new AreaItem(
                row.GetString(0), row.TextOrNull(1), row.GetString(2), row.GetString(3), row.GetString(4), row.DoubleOrNull(5), row.DoubleOrNull(6)),
            cancellationToken);
        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Ok(new Page<AreaItem>(items, Next: null));
    }
}
