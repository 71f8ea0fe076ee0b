using System.Text;
using Gis.Server.Access;
using Gis.Server.Platform.Gdal;
using Gis.Server.Platform.Problems;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Statistics;

/// <summary>GET /api/patch-statistics: the patches of the caller's areas in figures, with the share by which an area is held to account; .csv and .xlsx are the same as a table.</summary>
internal static class GetStatistics
{
    private static readonly Refusal NotWritten =
        new("workbook-not-written", "工作簿暂时无法生成，请改用 CSV。", "The workbook could not be written now; take the CSV, which holds the same.") { Status = StatusCodes.Status503ServiceUnavailable };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/patch-statistics", HandleAsync).AllowReaders().WithName("GetPatchStatistics");
        endpoints.MapGet("/api/patch-statistics.csv", CsvAsync).AllowReaders().WithName("GetPatchStatisticsFile").Produces(StatusCodes.Status200OK, contentType: "text/csv");
        endpoints.MapGet("/api/patch-statistics.xlsx", XlsxAsync).AllowReaders().WithName("GetPatchStatisticsWorkbook").Produces(StatusCodes.Status200OK, contentType: StatisticsWorkbook.ContentType);
    }

    private static async Task<Results<Ok<PatchStatistics>, NotFound, ProblemHttpResult>> HandleAsync(
        Caller caller, AreaTree areas, NpgsqlDataSource store, PatchDesk desk, HttpContext http, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? to = null, string? by = null, string? area = null, long? batch = null)
    {
        var wish = StatisticsWish.Of(from, to, by, area, batch, desk.Today);
        return wish.Refusal is { } refusal ? refusal.ToProblem(http)
            : await ReadAsync(wish.Fact!, caller, areas, store, desk, cancellationToken) is { } figures ? TypedResults.Ok(figures) : TypedResults.NotFound();
    }

    private static Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> CsvAsync(
        Caller caller, AreaTree areas, NpgsqlDataSource store, PatchDesk desk, HttpContext http, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? to = null, string? by = null, string? area = null, long? batch = null) =>
        FileAsync(
            StatisticsWish.Of(from, to, by, area, batch, desk.Today), caller, areas, store, desk, http,
            (name, table) => Task.FromResult(TypedResults.File(Encoding.UTF8.GetBytes(StatisticsCsv.Write(table)), StatisticsCsv.ContentType, $"{name}.csv")), cancellationToken);

    private static Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> XlsxAsync(
        Caller caller, AreaTree areas, NpgsqlDataSource store, PatchDesk desk, HttpContext http, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? to = null, string? by = null, string? area = null, long? batch = null) =>
        FileAsync(
            StatisticsWish.Of(from, to, by, area, batch, desk.Today), caller, areas, store, desk, http,
            async (name, table) => TypedResults.File(await StatisticsWorkbook.WriteAsync(name, table, cancellationToken), StatisticsWorkbook.ContentType, $"{name}.xlsx"), cancellationToken);

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> FileAsync(
        Result<StatisticsWish> wish, Caller caller, AreaTree areas, NpgsqlDataSource store, PatchDesk desk, HttpContext http,
        Func<string, IReadOnlyList<IReadOnlyList<object?>>, Task<FileContentHttpResult>> form, CancellationToken cancellationToken)
    {
        if (wish.Refusal is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        if (await ReadAsync(wish.Fact!, caller, areas, store, desk, cancellationToken) is not { } figures)
        {
            return TypedResults.NotFound();
        }

        var name = FormattableString.Invariant($"patches-by-{figures.By}-{figures.From:yyyy-MM-dd}-{figures.To:yyyy-MM-dd}");
        try
        {
            return await form(name, StatisticsTable.Of(figures, ReaderLanguage.Of(http.Request) == ReaderLanguage.Chinese));
        }
        catch (GdalFailedException failed)
        {
            http.RequestServices.GetRequiredService<ILogger<PatchStatistics>>().WorkbookNotWritten(failed);
            return NotWritten.ToProblem(http);
        }
    }

    /// <summary>Null where the area is none of the caller's.</summary>
    private static async Task<PatchStatistics?> ReadAsync(
        StatisticsWish wish, Caller caller, AreaTree areas, NpgsqlDataSource store, PatchDesk desk, CancellationToken cancellationToken)
    {
        if (wish.Area is { } area && !caller.MayRead(area, areas))
        {
            return null;
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return await StatisticsReader.ReadAsync(connection, caller.ReadingRoots, wish, AccountabilityRule.Standard, desk.Today, cancellationToken);
    }
}
