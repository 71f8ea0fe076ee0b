using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Devices;

/// <summary>GET /api/things/{id}/device: how the thing's HJ 212 device is heard, the states of its facilities, its last messages about itself.</summary>
internal static class GetDevice
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things/{id:long}/device", HandleAsync).AllowReaders().WithName("GetDevice");

    private static async Task<Results<Ok<DeviceCard>, NotFound>> HandleAsync(
        long id, Caller caller, DeviceReader devices, CancellationToken cancellationToken)
    {
        if (await devices.FindAsync(id, caller.ReadingRoots, cancellationToken) is not { } thing)
        {
            return TypedResults.NotFound();
        }

        var isAdministrator = await devices.FindAsync(id, caller.Roots(Role.Administrator), cancellationToken) is not null;
        return TypedResults.Ok(await devices.ReadAsync(thing, isAdministrator, cancellationToken));
    }
}
