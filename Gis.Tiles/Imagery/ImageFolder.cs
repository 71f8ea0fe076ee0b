using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Imagery;

/// <summary>Where the pictures' files lie: <c>images</c> below the home folder.</summary>
internal static class ImageFolder
{
    public static string Of(IConfiguration configuration)
    {
        var home = configuration["GIS_HOME"];
        return Path.Combine(Path.GetFullPath(string.IsNullOrWhiteSpace(home) ? ".gis" : home), "images");
    }
}
