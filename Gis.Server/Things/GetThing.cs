using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Things;

/// <summary>GET /api/things/{id}: the card of one thing.</summary>
internal static class GetThing
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things/{id:long}", HandleAsync).AllowReaders().WithName("GetThing");

    private static async Task<Results<Ok<ThingCard>, NotFound>> HandleAsync(
        long id, Caller caller, ThingReader things, CancellationToken cancellationToken) =>
        await things.FindAsync(id, caller.ReadingRoots, cancellationToken) is { } thing ? TypedResults.Ok(thing) : TypedResults.NotFound();
}
