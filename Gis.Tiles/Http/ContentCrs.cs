using Gis.Tiles.Crs;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>The header that says in which system the coordinates of an answer are (OGC API Features Part 2, 6.3).</summary>
internal static class ContentCrs
{
    public const string Name = "Content-Crs";

    public static void Set(HttpResponse response, ReferenceSystem system) => response.Headers[Name] = $"<{system.Uri}>";
}
