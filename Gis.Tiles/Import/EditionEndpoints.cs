using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gis.Tiles.Import;

/// <summary>/api/layers/{id}/editions: the editions that a stored layer had, what became of the rows of each, and the way back to one; for those who administer everything.</summary>
internal static class EditionEndpoints
{
    private const int MostReasonChars = 500;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var editions = endpoints.MapImportGroup("/api/layers/{id}/editions");
        editions.MapGet("", ListAsync).WithQuery([]).WithName("ListEditions").Produces<EditionList>();
        editions.MapPost("/{edition:int}/show", ShowAsync).WithName("ShowEdition").Produces<EditionList>().ProducesProblem(StatusCodes.Status409Conflict, "application/problem+json");
        editions.MapGet("/{edition:int}/report", ReportAsync).WithQuery(["json", "csv"]).WithName("GetEditionReport").Produces<EditionReport>();
    }

    private static async Task<IResult> ListAsync(
        string id, [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        await IsKnownAsync(id, catalog, http, cancellationToken) ? TypedResults.Ok(new EditionList(await new EditionStore(store).ListAsync(id, cancellationToken))) : Refusal.NotFound;

    private static async Task<IResult> ShowAsync(
        string id, int edition, RollBackWish wish, [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, CatalogReader catalog, RecordReader records, HttpContext http,
        CancellationToken cancellationToken)
    {
        if (!await IsKnownAsync(id, catalog, http, cancellationToken))
        {
            return Refusal.NotFound;
        }

        if (string.IsNullOrWhiteSpace(wish.Reason) || wish.Reason.Length > MostReasonChars || wish.Reason.Contains('\0', StringComparison.Ordinal))
        {
            return Refusal.BadParameter("reason", "accepted-roll-back-reason");
        }

        var (person, editions) = (Viewer.Of(http.User), new EditionStore(store));
        await editions.RollBackAsync(id, edition, person.Name, person.Account, wish.Reason.Trim(), cancellationToken);
        catalog.Forget();
        records.Forget();
        return TypedResults.Ok(new EditionList(await editions.ListAsync(id, cancellationToken)));
    }

    private static async Task<IResult> ReportAsync(
        string id, int edition, [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        if (!await IsKnownAsync(id, catalog, http, cancellationToken) || await new EditionStore(store).ReportAsync(id, edition, cancellationToken) is not { } report)
        {
            return Refusal.NotFound;
        }

        return http.Request.Query["f"] == "csv"
            ? TypedResults.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Csv(report))).ToArray(), "text/csv; charset=utf-8", $"{id}-{edition}-report.csv")
            : TypedResults.Ok(report);
    }

    private static async Task<bool> IsKnownAsync(string layer, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        var (person, known) = (Viewer.Of(http.User), await catalog.ReadAsync(cancellationToken));
        Caching.DescribeDocument(http.Response);
        return person.AdministersAll(known.Areas) && known.Find(layer, person)?.Info is { IsLive: false };
    }

    private static string Csv(EditionReport report)
    {
        var text = new StringBuilder("outcome,row,name,code,reason,lon,lat\r\n");
        foreach (var (outcome, remark) in report.Repaired.Select(remark => ("repaired", remark)).Concat(report.Refused.Select(remark => ("refused", remark))))
        {
            text.Append(CultureInfo.InvariantCulture, $"{outcome},{remark.Row},{Cell(remark.Name)},{Cell(remark.Code)},{Cell(remark.Reason)},{remark.Lon},{remark.Lat}\r\n");
        }

        return text.ToString();
    }

    /// <summary>Quoted; what a spreadsheet would take for a formula is told that it is text.</summary>
    private static string Cell(string? text) => text is null ? "" : $"\"{(text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Why an earlier edition is shown again.</summary>
    internal sealed record RollBackWish(string? Reason);

    /// <summary>Newest first.</summary>
    internal sealed record EditionList(IReadOnlyList<LayerEdition> Items);
}
