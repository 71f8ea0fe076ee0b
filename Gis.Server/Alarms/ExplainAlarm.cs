using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>GET /api/alarms/{id}/why.</summary>
internal static class ExplainAlarm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/alarms/{id:long}/why", HandleAsync).AllowReaders().WithName("ExplainAlarm");

    private static async Task<Results<Ok<AlarmWhy>, NotFound>> HandleAsync(
        long id, Caller caller, AlarmWhyReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(id, caller.ReadingRoots, cancellationToken) is { } why ? TypedResults.Ok(why) : TypedResults.NotFound();
}
