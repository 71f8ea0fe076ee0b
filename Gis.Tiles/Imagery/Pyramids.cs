using Gis.Tiles.Matrices;
using Gis.Tiles.VectorTiles;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Imagery;

/// <summary>The pyramids below the home folder; those that were asked for lately are kept open, the rest are closed, so that replaced ones free their disk.</summary>
internal sealed class Pyramids(IConfiguration configuration) : IDisposable
{
    private const int KeptOpen = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly string _folder = ImageFolder.Of(configuration);
    private readonly Lock _opening = new();
    private readonly MemoryCache _open = new(new MemoryCacheOptions { SizeLimit = KeptOpen, ExpirationScanFrequency = Idle });

    public byte[]? Read(Picture picture, TileMatrixSet set, TileAddress address) => FileOf(picture, set).Read(address);

    public void Dispose() => _open.Dispose();

    /// <summary>For programs that read the file themselves.</summary>
    public string PathOf(Picture picture, TileMatrixSet set) => Path.Combine(_folder, picture.Folder, PyramidFile.NameOf(set));

    private PyramidFile FileOf(Picture picture, TileMatrixSet set)
    {
        var path = PathOf(picture, set);
        if (_open.TryGetValue(path, out PyramidFile? known))
        {
            return known!;
        }

        lock (_opening)
        {
            if (_open.TryGetValue(path, out PyramidFile? justOpened))
            {
                return justOpened!;
            }

            var entry = new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Idle };
            entry.RegisterPostEvictionCallback((_, file, _, _) => ((PyramidFile)file!).Dispose());
            return _open.Set(path, new PyramidFile(path, set), entry);
        }
    }
}
