using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Gis.Tiles.Features.Exports;

/// <summary>Gives all features that match as a file.</summary>
internal sealed class FeatureExport(ExportForm form, VisibleLayer layer, ItemQuery query, IReadOnlyList<string> columns, IAsyncEnumerator<FeatureRow> rows, bool hasFirst, GdalExports gdal) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var reading = rows;
        try
        {
            await WriteAsync(httpContext, httpContext.RequestAborted);
        }
        catch (Exception e) when (!httpContext.Response.HasStarted && RefusalOf(e) is { } refusal)
        {
            httpContext.Response.Clear();
            await refusal.ExecuteAsync(httpContext);
        }
    }

    private async Task WriteAsync(HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (form.Driver is null)
        {
            form.Describe(httpContext.Response, layer);
            var csv = new CsvWriter(httpContext.Response.BodyWriter, columns, layer.Info.GeometryKind == "point" ? PointNames : null);
            csv.Begin();
            await foreach (var row in RowsAsync(LayerUse.Of(httpContext)))
            {
                await csv.WriteAsync(row, cancellationToken);
            }

            await csv.EndAsync(cancellationToken);
        }
        else if (await gdal.WriteAsync(form, layer, query.Crs, RowsAsync(LayerUse.Of(httpContext)), httpContext.Response, cancellationToken) is { } refusal)
        {
            await refusal.ExecuteAsync(httpContext);
        }
    }

    /// <summary>What the store can't compute, or not in time, is told as long as nothing is given; later the answer ends broken, so that nobody takes it for whole.</summary>
    private Refusal? RefusalOf(Exception e) => e switch
    {
        PostgresException failure => StoreRefusal.Of(failure, query),
        NpgsqlException { InnerException: TimeoutException } => Refusal.Busy,
        _ => null,
    };

    private (string, string) PointNames => query.Crs switch
    {
        { IsGeographic: true, NorthFirst: false } => ("lon", "lat"),
        { IsGeographic: true } => ("lat", "lon"),
        { NorthFirst: true } => ("north", "east"),
        _ => ("east", "north"),
    };

    private async IAsyncEnumerable<FeatureRow> RowsAsync(LayerUse? use)
    {
        var given = 0;
        try
        {
            for (var more = hasFirst; more && given < query.Limit; more = await rows.MoveNextAsync())
            {
                yield return rows.Current;
                given++;
            }
        }
        finally
        {
            use?.Gave(given);
        }
    }
}
