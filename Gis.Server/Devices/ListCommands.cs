using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Devices;

/// <summary>GET /api/things/{id}/commands: what the thing's device was told and what became of it, newest first.</summary>
internal static class ListCommands
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things/{id:long}/commands", HandleAsync).AllowReaders().WithName("ListDeviceCommands");

    private static async Task<Results<Ok<Page<CommandRow>>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, DeviceReader devices, HttpContext http, CancellationToken cancellationToken, int? limit = null, long? after = null)
    {
        if (Paging.Check(limit) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        if (await devices.FindAsync(id, caller.ReadingRoots, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var most = limit ?? Paging.DefaultLimit;
        var rows = await devices.ListCommandsAsync(id, after, most, cancellationToken);
        return TypedResults.Ok(new Page<CommandRow>(rows, Paging.Next(rows, most, row => row.Id)));
    }
}
