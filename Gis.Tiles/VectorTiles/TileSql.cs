using System.Collections.Concurrent;
using System.Globalization;
using Gis.Tiles.Layers;
using Npgsql;

namespace Gis.Tiles.VectorTiles;

/// <summary>The statements that read what tiles show.</summary>
internal static class TileSql
{
    /// <summary>The pyramid serves up to this zoom; deeper ones are cut from the full geometry.</summary>
    public const int DeepestGeneralisedZoom = 9;

    /// <summary>Those of every query, then zoom of web maps, column and row.</summary>
    private const int ParameterCount = ScopedCommand.ParameterCount + 3;

    private static readonly string Template = EmbeddedText.Read("VectorTiles.tile.sql");

    private static readonly string GeographicTemplate = EmbeddedText.Read("VectorTiles.tile-geographic.sql");

    private static readonly string MatchingGeneralised = EmbeddedText.Read("VectorTiles.matching-generalised.sql");

    private static readonly ConcurrentDictionary<(FeatureSource Source, string Layer, bool Scoped, bool Geographic), string> Made = new();

    public static NpgsqlCommand For(VisibleLayer layer, TileAddress address, NpgsqlConnection connection, TimeSpan timeout)
    {
        var parameters = new SqlParameters(ParameterCount);
        var command = ScopedCommand.For(layer.Selection is null ? Text(layer, address) : SelectedText(layer, address, parameters), layer, connection, timeout);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.WebZoom });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.X });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = address.Y });
        foreach (var parameter in parameters.All)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Made once for each layer, so that connections can keep it prepared.</summary>
    private static string Text(VisibleLayer layer, TileAddress address) => Made.GetOrAdd(
        (PyramidOf(layer, address) ?? layer.Layer.Source, layer.Info.Id, !layer.Scope.IsPublic, address.IsGeographic),
        static key => key.Source.Into(TemplateOf(key.Geographic), key.Scoped, key.Layer));

    /// <summary>The filter asks about whole features, whatever is drawn of them; the caller's areas stand outside of it.</summary>
    private static string SelectedText(VisibleLayer layer, TileAddress address, SqlParameters parameters)
    {
        var filter = layer.Selection!.Sql(layer.Layer.Source, parameters);
        var matching = PyramidOf(layer, address) is { } pyramid
            ? pyramid.Into(MatchingGeneralised.Replace("{pyramid}", "{source}", StringComparison.Ordinal), scoped: false)
                .Replace("{whole}", layer.Layer.Source.Into("{source}", scoped: false), StringComparison.Ordinal)
                .Replace("{reach}", Reach(address), StringComparison.Ordinal)
            : layer.Layer.Source.Into("SELECT f.* FROM ({source}) f WHERE true {filter}", scoped: false);
        return new FeatureSource(matching.Replace("{filter}", filter, StringComparison.Ordinal)).Into(TemplateOf(address.IsGeographic), !layer.Scope.IsPublic);
    }

    private static FeatureSource? PyramidOf(VisibleLayer layer, TileAddress address) =>
        !layer.Info.Generalised || address.WebZoom > DeepestGeneralisedZoom ? null
        : layer.Info.Past is { IsOver: true } ? FeatureSource.GeneralisedThen
        : FeatureSource.Generalised;

    private static string TemplateOf(bool isGeographic) => isGeographic ? GeographicTemplate : Template;

    private static string Reach(TileAddress address)
    {
        var box = TileReach.Of(address);
        return string.Create(CultureInfo.InvariantCulture, $"ST_MakeEnvelope({box.MinX:R}, {box.MinY:R}, {box.MaxX:R}, {box.MaxY:R}, 3857)");
    }
}
