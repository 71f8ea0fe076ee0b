using Gis.Tiles.Access;
using Gis.Tiles.Features;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.VectorTiles;

/// <summary>The layers that one tile holds together, in the order in which they were asked for.</summary>
/// <param name="Query">what names them in an address, with its question mark; empty where they were not named</param>
internal sealed record DatasetLayers(IReadOnlyList<VisibleLayer> Layers, string Query)
{
    public const string Parameter = "collections";

    /// <summary>As many are in one tile at most.</summary>
    public const int Most = 24;

    private static readonly Refusal Unclear = Refusal.BadParameter(Parameter, "accepted-collections");

    /// <summary>Not named they hang on who asks, so that no cache may give one's answer to another.</summary>
    public bool AreNamed => Query.Length > 0;

    /// <summary>
    /// Those named, all of which the caller must see: one that is hidden from him and one that does not exist are refused in the same words. Not named, all
    /// that he may see by order of their ids, as many as a tile holds.
    /// </summary>
    public static async ValueTask<(DatasetLayers? Chosen, Refusal? Why)> ChooseAsync(CatalogReader catalog, PastReader pasts, HttpContext http, CancellationToken cancellationToken)
    {
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        if (!http.Request.Query.TryGetValue(Parameter, out var text))
        {
            return http.Request.Query.ContainsKey(PastReader.Parameter) ? (null, Unclear) : (new DatasetLayers([.. known.VisibleTo(viewer).Take(Most)], ""), null);
        }

        // One more than there may be is enough to tell that there are too many.
        var ids = text.ToString().Split(',', Most + 1);
        if (ids.Length > Most || ids.Contains("") || ids.Distinct().Count() < ids.Length)
        {
            return (null, Unclear);
        }

        var layers = new List<VisibleLayer>(ids.Length);
        foreach (var id in ids)
        {
            if (known.Find(id, viewer) is not { } layer)
            {
                return (null, Refusal.NotFound);
            }

            layers.Add(layer);
        }

        for (var n = 0; n < layers.Count; n++)
        {
            var (then, whyNot) = await pasts.FindAsync(layers[n], http.Request, cancellationToken);
            if (then is null)
            {
                return (null, whyNot);
            }

            layers[n] = then;
        }

        return (new DatasetLayers(layers, $"?{Parameter}={string.Join(',', ids.Select(Uri.EscapeDataString))}"), null);
    }

    /// <summary>With a filter or a time the layers must be named, and each be one that can be asked so; then it holds for each of them.</summary>
    public async ValueTask<(DatasetLayers? Selected, Refusal? Why)> SelectAsync(LayerContents contents, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!FeatureSelection.IsWanted(request.Query))
        {
            return (this, null);
        }

        if (!AreNamed)
        {
            return (null, Unclear);
        }

        var selected = new List<VisibleLayer>(Layers.Count);
        foreach (var layer in Layers)
        {
            var (one, whyNot) = await FeatureSelection.OfAsync(layer, contents, request, cancellationToken);
            if (one is null)
            {
                return (null, whyNot);
            }

            selected.Add(one);
        }

        return (this with { Layers = selected }, null);
    }
}
