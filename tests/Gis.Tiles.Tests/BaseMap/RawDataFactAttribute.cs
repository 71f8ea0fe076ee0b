using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

/// <summary>A test on the fetched sources of the base map; skipped, and shown as skipped, where they have not been fetched.</summary>
public sealed class RawDataFactAttribute : FactAttribute
{
    public RawDataFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "The sources are not here: run data/basemap/fetch.sh and name its folder in GIS_BASEMAP_WORK.";
        }
    }

    /// <summary>Where fetch.sh put them: GIS_BASEMAP_WORK, or basemap/work under GIS_HOME or the checkout's own .gis.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "provinces.txt")));

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("GIS_BASEMAP_WORK") is { Length: > 0 } named)
        {
            yield return named;
        }

        if (Environment.GetEnvironmentVariable("GIS_HOME") is { Length: > 0 } home)
        {
            yield return Path.Combine(home, "basemap", "work");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, ".gis", "basemap", "work");
        }
    }
}
