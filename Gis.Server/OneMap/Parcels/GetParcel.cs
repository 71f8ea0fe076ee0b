using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.OneMap.Parcels;

/// <summary>GET /api/land/parcels/{id}: a parcel with everything that the one map knows of it, in order.</summary>
internal static class GetParcel
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/land/parcels/{id:long}", HandleAsync).AllowReaders().WithName("GetLandParcel");

    private static async Task<Results<Ok<ParcelCard>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, ParcelReader parcels, HttpContext http, CancellationToken cancellationToken, string? asOf = null)
    {
        if (AsOfDay.Parse(asOf, parcels.Today) is not { } day)
        {
            return AsOfDay.Refused.ToProblem(http);
        }

        try
        {
            return await parcels.FindAsync(id, caller, day, cancellationToken) is { } card ? TypedResults.Ok(card) : TypedResults.NotFound();
        }
        catch (Contradictions.TooMuchLandException e)
        {
            return AsOfDay.TooMuch(e).ToProblem(http);
        }
    }
}
