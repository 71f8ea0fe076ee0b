using System.Text.Json;
using Gis.Ingest;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Devices;

/// <summary>What the device shall do.</summary>
/// <param name="Cn">The command code of HJ 212.</param>
/// <param name="Parameters">Those of the command; docs/field-protocol.md lists them.</param>
/// <param name="Mn">Which device, where the thing has several.</param>
/// <param name="Key">Chosen by the caller: the same key again is the same command, not another.</param>
internal sealed record SendCommandRequest(string? Cn, IReadOnlyDictionary<string, object>? Parameters = null, string? Mn = null, string? Key = null);

/// <summary>POST /api/things/{id}/commands: stored as queued here; ingest brings it to the device.</summary>
internal static class SendCommand
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/things/{id:long}/commands", HandleAsync).Allow(Role.Inspector, Role.Administrator).WithName("SendDeviceCommand");

    private static async Task<Results<Created<CommandRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, SendCommandRequest request, Caller caller, DeviceReader devices, CommandDesk desk, TimeProvider clock, HttpContext http,
        CancellationToken cancellationToken)
    {
        // A device's password is its registration: that is for administrators.
        var roots = request.Cn == DeviceCommandBook.SetPassword ? caller.Roots(Role.Administrator) : caller.Roots(Role.Inspector, Role.Administrator);
        if (await devices.FindAsync(id, roots, cancellationToken) is not { } thing)
        {
            return TypedResults.NotFound();
        }

        var parameters = request.Parameters is { } given ? JsonSerializer.SerializeToElement(given) : (JsonElement?)null;
        if (!DeviceCommandBook.TryRead(request.Cn, parameters, clock.GetUtcNow(), out var wish, out var fault))
        {
            return Refusal.Bad(fault.Parameter, fault.Accepted).ToProblem(http);
        }

        var sent = await desk.SendAsync(thing, request.Mn, wish, request.Key, caller, cancellationToken);
        return sent.Fact is { } row ? TypedResults.Created($"/api/things/{id}/commands", row) : sent.Refusal!.ToProblem(http);
    }
}
