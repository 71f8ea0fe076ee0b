using Xunit;

namespace Gis.Testing;

/// <summary>A test on recorded data that is no part of the project; skipped, and shown as skipped, where it is not there.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "The recorded data sets are not here: they lie in ../shared/data beside the checkout, or in the folder named in GIS_TEST_SHARED.";
        }
    }

    /// <summary>GIS_TEST_SHARED, or shared/data beside the checkout or beside the folder of its worktrees.</summary>
    public static string? Folder { get; } =
        new[] { Environment.GetEnvironmentVariable("GIS_TEST_SHARED"), Repository.PathOf("..", "shared", "data"), Repository.PathOf("..", "..", "shared", "data") }
            .FirstOrDefault(folder => folder is { Length: > 0 } && Directory.Exists(Path.Combine(folder, "air-cnemc-20190718")));

    public static string PathOf(params string[] parts) => Path.Combine([Folder!, .. parts]);
}
