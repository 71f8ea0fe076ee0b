using System.Diagnostics;
using Gis.Tiles.Tests.VectorTiles.Mvt;
using Gis.Tiles.VectorTiles;

namespace Gis.Benchmarks.Tiles;

/// <summary>Looks at all fixed tiles: their ids against ST_AsMVT's, the validity of every polygon, their size, and what compressing them costs.</summary>
internal sealed class TileCheck(HttpClient server, LibpqTiles libpq)
{
    private readonly List<byte[]> _tiles = [];

    public long Drawn { get; private set; }

    /// <summary>Ids that one of the two draws and the other does not, in tiles that were not thinned.</summary>
    public long Different { get; private set; }

    public int Thinned { get; private set; }

    public long Polygons { get; private set; }

    public long Invalid { get; private set; }

    public int LargestBytes => _tiles.Max(tile => tile.Length);

    public double MeanBytes => _tiles.Average(tile => tile.Length);

    public async Task LookAsync()
    {
        foreach (var tile in FixedTile.FiveHundred)
        {
            using var answer = await server.GetAsync(new Uri(tile.Path, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            _tiles.Add(bytes);
            var features = MvtDecoder.Read(bytes);
            var ids = features.Select(feature => feature.Id).ToHashSet();
            Compare(ids, await libpq.IdsAsync(tile), answer.Headers.Contains("Gis-Left-Out"));
            Polygons += tile.Layer == "parcels" ? features.Count : 0;
            Invalid += features.Count(feature => !feature.Geometry.IsValid);
        }
    }

    /// <summary>Milliseconds of processor a tile, and the share of bytes left.</summary>
    public (double Ms, double Share) Compress()
    {
        KeptTile.Compress(_tiles[0]);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var bytes = _tiles.Sum(tile => (long)KeptTile.Compress(tile).Length);
        var took = Process.GetCurrentProcess().TotalProcessorTime - processor;
        return (took.TotalMilliseconds / _tiles.Count, bytes / (double)_tiles.Sum(tile => (long)tile.Length));
    }

    private void Compare(HashSet<long> ours, HashSet<long> theirs, bool isThinned)
    {
        if (isThinned)
        {
            Thinned++;
            Different += ours.Count(id => !theirs.Contains(id));
            return;
        }

        Drawn += theirs.Count;
        ours.SymmetricExceptWith(theirs);
        Different += ours.Count;
    }
}
