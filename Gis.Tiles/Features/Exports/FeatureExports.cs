using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.Features.Exports;

/// <summary>Makes ready what is asked for as a file: how many features it may hold, and its columns.</summary>
internal sealed class FeatureExports(LayerContents contents, ItemReader items, GdalExports gdal, IOptions<TilesOptions> options)
{
    /// <param name="isWhole">All that match are asked for, not so many of them.</param>
    /// <returns>What is to be read, and the columns of the file; or the reason why there is none.</returns>
    public async Task<(ItemQuery Query, IReadOnlyList<string> Columns, Refusal? Why)> PrepareAsync(
        ExportForm form, VisibleLayer layer, ItemQuery query, bool isWhole, CancellationToken cancellationToken)
    {
        query = query with { Limit = isWhole ? options.Value.MostExported : query.Limit, Crs = form.Driver is null ? query.Crs : query.Crs with { NorthFirst = false } };
        return isWhole && await ExceedsAsync(layer, query, cancellationToken) is { } tooMuch
            ? (query, [], tooMuch)
            : (query, query.Properties ?? [.. (await contents.FieldsAsync(layer, cancellationToken)).Select(field => field.Name)], null);
    }

    public FeatureExport Of(ExportForm form, VisibleLayer layer, ItemQuery query, IReadOnlyList<string> columns, IAsyncEnumerator<FeatureRow> rows, bool hasFirst) =>
        new(form, layer, query, columns, rows, hasFirst, gdal);

    private async Task<Refusal?> ExceedsAsync(VisibleLayer layer, ItemQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await items.ExceedsAsync(layer, query, cancellationToken) ? Refusal.BadParameter("f", "accepted-export-size") : null;
        }
        catch (PostgresException e) when (StoreRefusal.Of(e, query) is { } refusal)
        {
            return refusal;
        }
    }
}
