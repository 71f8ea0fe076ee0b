using System.Collections.Concurrent;
using Gis.Tiles.Layers;

namespace Gis.Tiles.VectorTiles;

/// <summary>The statements that read what tiles show, made once for each layer so that connections can keep them prepared.</summary>
internal static class TileSql
{
    /// <summary>The pyramid serves up to this zoom; deeper ones are cut from the full geometry.</summary>
    public const int DeepestGeneralisedZoom = 9;

    private static readonly string Template = EmbeddedText.Read("VectorTiles.tile.sql");

    private static readonly string GeographicTemplate = EmbeddedText.Read("VectorTiles.tile-geographic.sql");

    private static readonly ConcurrentDictionary<(FeatureSource Source, string Layer, bool Scoped, bool Geographic), string> Made = new();

    public static string For(VisibleLayer layer, TileAddress address)
    {
        var generalised = layer.Info.Past is { IsOver: true } ? FeatureSource.GeneralisedThen : FeatureSource.Generalised;
        var source = layer.Info.Generalised && address.WebZoom <= DeepestGeneralisedZoom ? generalised : layer.Layer.Source;
        return Made.GetOrAdd(
            (source, layer.Info.Id, !layer.Scope.IsPublic, address.IsGeographic),
            static key => key.Source.Into(key.Geographic ? GeographicTemplate : Template, key.Scoped, key.Layer));
    }
}
