using Gis.Tiles.Http;
using Gis.Tiles.Layers;

namespace Gis.Tiles.VectorTiles;

/// <summary>What decides a tile's content: layer and version (edition, and what changed here), address, the caller's areas with their grants version, and the features he wants.</summary>
internal readonly record struct TileKey(string Layer, string Version, TileAddress Address, string Scope, string? Selection)
{
    /// <summary>Goes up when the same rows are drawn otherwise, so that nobody keeps tiles of an older build.</summary>
    private const int Drawing = 2;

    /// <summary>Equal keys, equal bytes: so the key itself tells whether a stored layer's tile is still the one a client has.</summary>
    public string ETag => Http.ETag.Of($"{Drawing}|{Layer}|{Version}|{Address.Z}/{Address.X}/{Address.Y}{(Address.IsGeographic ? $" {Address.Set.Id}" : "")}|{Scope}{(Selection is null ? "" : $"|{Selection}")}");

    public static TileKey Of(VisibleLayer layer, TileAddress address) => new(layer.Info.Id, VersionOf(layer, address), address, layer.Scope.Key, layer.Selection?.Key);

    /// <summary>The edition with the newest change that touches this tile: a change elsewhere leaves the tile what it was.</summary>
    private static string VersionOf(VisibleLayer layer, TileAddress address)
    {
        var info = layer.Info;
        return info.Past is null && layer.Layer.Changes.StampOf(TileReach.Of(address), address.WebZoom) is > 0 and var stamp
            ? $"{info.EditionVersion}.{stamp}"
            : info.EditionVersion;
    }
}
