using System.Globalization;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Usage;

/// <summary>GET /api/layers/{id}/usage: who used a layer, for its owner and for those who administer everything.</summary>
internal static class UsageEndpoint
{
    private const int DefaultDays = 30;
    private const int MostDays = 366;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/layers/{id}/usage", HandleAsync)
            .AddEndpointFilter<BusyStore>()
            .WithQuery([], "from", "to")
            .RequireAuthorization("gis-signed-in")
            .WithName("GetLayerUsage")
            .WithTags("Catalogue")
            .Produces<LayerUsage>()
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> HandleAsync(
        string id, RecordReader records, CatalogReader catalog, UsageReader usage, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var (viewer, known) = (Viewer.Of(http.User), await catalog.ReadAsync(cancellationToken));
        if (!known.Has(id)
            || !(await records.ReadAsync(cancellationToken)).TryGetValue(id, out var record)
            || !RecordRights.MaySeeUse(record, viewer, known.Areas))
        {
            return Refusal.NotFound;
        }

        if (DayOf(http.Request, "to") is not { } to)
        {
            return Refusal.BadParameter("to", "accepted-usage-day");
        }

        var lastDay = to == default ? DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Beijing).DateTime) : to;
        if (DayOf(http.Request, "from") is not { } from)
        {
            return Refusal.BadParameter("from", "accepted-usage-day");
        }

        var firstDay = from == default ? lastDay.AddDays(1 - Math.Min(DefaultDays, lastDay.DayNumber)) : from;
        if (firstDay > lastDay || lastDay.DayNumber - firstDay.DayNumber >= MostDays)
        {
            return Refusal.BadParameter("from", "accepted-usage-day");
        }

        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(await usage.ReadAsync(id, firstDay, lastDay, cancellationToken));
    }

    /// <summary>Null where it is no day; the default where it is not given.</summary>
    private static DateOnly? DayOf(HttpRequest request, string name) =>
        !request.Query.TryGetValue(name, out var text) ? default(DateOnly)
        : DateOnly.TryParseExact(text.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day
        : null;
}
