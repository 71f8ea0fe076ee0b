using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Things;

/// <summary>What can be observed, and how a screen writes it.</summary>
internal sealed record PropertyItem(string Code, string NameZh, string NameEn, string Short, string Unit, int Decimals);

/// <summary>GET /api/properties.</summary>
internal static class ListProperties
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/properties", HandleAsync).AllowReaders().WithName("ListProperties");

    private static async Task<Ok<Page<PropertyItem>>> HandleAsync(NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT code, name_zh, name_en, short, unit, decimals FROM observed_property ORDER BY code");
        var items = await command.ListAsync(
            row => new PropertyItem(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt16(5)),
            cancellationToken);
        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Ok(new Page<PropertyItem>(items, Next: null));
    }
}
