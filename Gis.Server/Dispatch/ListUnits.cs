using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Dispatch;

/// <summary>GET /api/units: the field units of the caller's areas, where they are and what they do.</summary>
internal static class ListUnits
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/units", HandleAsync).AllowReaders().WithName("ListUnits");

    private static async Task<Ok<Page<UnitRow>>> HandleAsync(Caller caller, NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var rows = await UnitRows.ReadAsync(connection, new UnitFilter(caller.ReadingRoots), cancellationToken);
        return TypedResults.Ok(new Page<UnitRow>(rows, Next: null));
    }
}
