using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.OneMap.Parcels;

/// <summary>GET /api/land/at: the parcel at a point with its life line; where no parcel lies, what else the one map knows of the point.</summary>
internal static class FindParcel
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/land/at", HandleAsync).AllowReaders().WithName("FindLandParcel");

    private static async Task<Results<Ok<ParcelCard>, ProblemHttpResult>> HandleAsync(
        Caller caller, ParcelReader parcels, HttpContext http, CancellationToken cancellationToken, double? lon = null, double? lat = null, string? asOf = null)
    {
        if (lon is not (>= -180 and <= 180))
        {
            return Refusal.Bad("lon", "degrees -180 … 180").ToProblem(http);
        }

        if (lat is not (>= -90 and <= 90))
        {
            return Refusal.Bad("lat", "degrees -90 … 90").ToProblem(http);
        }

        if (AsOfDay.Parse(asOf, parcels.Today) is not { } day)
        {
            return AsOfDay.Refused.ToProblem(http);
        }

        try
        {
            return TypedResults.Ok(await parcels.AtAsync(lon.Value, lat.Value, caller, day, cancellationToken));
        }
        catch (Contradictions.TooMuchLandException e)
        {
            return AsOfDay.TooMuch(e).ToProblem(http);
        }
    }
}
