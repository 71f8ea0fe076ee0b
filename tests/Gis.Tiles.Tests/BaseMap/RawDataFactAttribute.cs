using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

/// <summary>A test on the fetched sources of the base map; skipped, and shown as skipped, where they have not been fetched.</summary>
public sealed class RawDataFactAttribute : FactAttribute
{
    public RawDataFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "The sources are not here: './gis test' fetches them; so does data/basemap/fetch.sh into the folder named in GIS_TEST_BASEMAP.";
        }
    }

    /// <summary>Where fetch.sh put them: GIS_TEST_BASEMAP, or where the script <c>gis</c> has it put them.</summary>
    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("GIS_TEST_BASEMAP"), Repository.PathOf("artifacts", "basemap", "work") }
        .FirstOrDefault(folder => folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "provinces.txt")));
}
