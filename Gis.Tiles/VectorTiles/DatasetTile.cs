using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.VectorTiles.Mvt;

namespace Gis.Tiles.VectorTiles;

/// <summary>Several layers in one tile: their own tiles one behind the other, each cut and kept as its own.</summary>
/// <param name="Tile">of all that had room, whole layers in the order asked for</param>
/// <param name="LeftOut">layers that no longer fitted, by id</param>
internal sealed record DatasetTile(KeptTile Tile, IReadOnlyList<string> LeftOut)
{
    /// <summary>
    /// Follows from the tags of the parts and their order. Of a live layer the tag is that of its bytes, so its part is put into <paramref name="parts"/>;
    /// stored ones are not cut to know it.
    /// </summary>
    public static async ValueTask<string> TagAsync(
        IReadOnlyList<VisibleLayer> layers, KeptTile?[] parts, TileAddress address, TileStore tiles, CancellationToken cancellationToken)
    {
        var tags = new List<string>(layers.Count);
        for (var n = 0; n < layers.Count; n++)
        {
            tags.Add(layers[n].Info.IsLive
                ? (parts[n] = await TileEndpoint.GetAsync(layers[n], address, tiles, cancellationToken)).ContentTag
                : TileKey.Of(layers[n], address).ETag);
        }

        return ETag.Of(string.Join(' ', tags));
    }

    /// <summary>One after the other: who asks for many layers takes one turn at a time, as who asks for one does.</summary>
    public static async Task<IReadOnlyList<KeptTile>> CutAsync(
        IReadOnlyList<VisibleLayer> layers, KeptTile?[] parts, TileAddress address, TileStore tiles, CancellationToken cancellationToken)
    {
        var all = new List<KeptTile>(layers.Count);
        for (var n = 0; n < layers.Count; n++)
        {
            all.Add(parts[n] ?? await TileEndpoint.GetAsync(layers[n], address, tiles, cancellationToken));
        }

        return all;
    }

    /// <summary>A tile is a message of repeated layers, so parts one behind the other are one (Mapbox Vector Tile 2.1, 4.1).</summary>
    public static DatasetTile Join(IReadOnlyList<VisibleLayer> layers, IReadOnlyList<KeptTile> parts)
    {
        var (bytes, leftOut, features) = (new MemoryStream(), new List<string>(), 0);
        for (var n = 0; n < parts.Count; n++)
        {
            if (bytes.Length + parts[n].Length > TileEncoder.MostBytes)
            {
                leftOut.Add(layers[n].Info.Id);
                continue;
            }

            bytes.Write(parts[n].Unfold());
            features += parts[n].LeftOut;
        }

        return new DatasetTile(KeptTile.Plain(new EncodedTile(bytes.ToArray(), Features: 0, LeftOut: features, Refused: 0)), leftOut);
    }
}
