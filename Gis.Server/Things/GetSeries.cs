using System.Text;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Things;

/// <summary>GET /api/things/{id}/series, as JSON or, by Accept or by the ending .csv, as a file.</summary>
internal static class GetSeries
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/things/{id:long}/series", HandleAsync).AllowReaders().WithName("GetSeries");
        endpoints.MapGet("/api/things/{id:long}/series.csv", HandleFileAsync).AllowReaders().WithName("GetSeriesFile");
    }

    private static async Task<Results<Ok<Series>, FileContentHttpResult, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, ThingReader things, SeriesReader series, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        string? property = null, int? periodS = null, DateTimeOffset? from = null, DateTimeOffset? to = null, string? step = null)
    {
        var wish = SeriesWish.Of(id, property, periodS, from, to, step, clock.GetUtcNow());
        if (wish.Fact is not { } wanted)
        {
            return wish.Refusal!.ToProblem(http);
        }

        if (!await things.ExistsAsync(id, caller.ReadingRoots, cancellationToken)
            || await series.ReadAsync(wanted, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.Vary = "Accept";
        return WantsCsv(http) ? File(id, found) : TypedResults.Ok(found);
    }

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> HandleFileAsync(
        long id, Caller caller, ThingReader things, SeriesReader series, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        string? property = null, int? periodS = null, DateTimeOffset? from = null, DateTimeOffset? to = null, string? step = null)
    {
        var wish = SeriesWish.Of(id, property, periodS, from, to, step, clock.GetUtcNow());
        if (wish.Fact is not { } wanted)
        {
            return wish.Refusal!.ToProblem(http);
        }

        return await things.ExistsAsync(id, caller.ReadingRoots, cancellationToken)
            && await series.ReadAsync(wanted, cancellationToken) is { } found
                ? File(id, found)
                : TypedResults.NotFound();
    }

    private static bool WantsCsv(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase));

    private static FileContentHttpResult File(long id, Series series) =>
        TypedResults.Bytes(Encoding.UTF8.GetBytes(SeriesCsv.Write(series)), SeriesCsv.ContentType, $"{id}-{series.Property}-{Math.Max(series.PeriodS, series.StepS)}.csv");
}
