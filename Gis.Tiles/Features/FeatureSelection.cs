using Gis.Tiles.Filters;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Features;

/// <summary>Which of a layer's features a caller wants drawn: those that match a filter, a time, or both.</summary>
/// <param name="Key">Equal keys, equal selections of one layer; short however long the filter is.</param>
internal sealed record FeatureSelection(Filter? Filter, TimeSpanFilter? Time, string Key)
{
    /// <summary>The parameters that make it, with the meaning that they have for items.</summary>
    public static string[] Names { get; } = ["filter", "filter-lang", "filter-crs", "datetime"];

    public static bool IsWanted(IQueryCollection query) => Names.Any(query.ContainsKey);

    /// <summary>The layer with what the caller wants of it, the layer as it is where he wants all; null with the reason where the wish can't be read.</summary>
    public static async ValueTask<(VisibleLayer? Layer, Refusal? Why)> OfAsync(
        VisibleLayer layer, LayerContents contents, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsWanted(request.Query))
        {
            return (layer, null);
        }

        var queryables = Queryables.Of(layer.Layer.Source, await contents.FieldsAsync(layer, cancellationToken));
        return TryParse(request.Query, queryables, out var why) is { } selection ? (layer with { Selection = selection }, null) : (null, why);
    }

    /// <summary>Conditions on features f, each begun with AND.</summary>
    public string Sql(FeatureSource source, SqlParameters parameters) =>
        $"{Time?.Sql(source, parameters)}{(Filter is null ? "" : $" AND {Filter.Sql(parameters)}")}";

    private static FeatureSelection? TryParse(IQueryCollection query, IReadOnlyDictionary<string, QueryableProperty> queryables, out Refusal? why)
    {
        TimeSpanFilter? time = null;
        if (query.TryGetValue("datetime", out var datetime) && (time = TimeSpanFilter.TryParse(datetime.ToString(), out why)) is null)
        {
            return null;
        }

        var filter = ItemQuery.FilterOf(query, queryables, out why);
        return why is null ? new FeatureSelection(filter, time, ETag.Of(string.Join('\n', Names.Select(name => query[name].ToString())))) : null;
    }
}
