using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gis.Tiles.Features.Exports;

/// <summary>A form in which features are given as a file: all that match, not a page.</summary>
/// <param name="Name">The value of <c>f</c>, and the ending of the file.</param>
/// <param name="Driver">GDAL's name of the form; null where we write it ourselves.</param>
internal sealed record ExportForm(string Name, string MediaType, string Title, string? Driver)
{
    public static IReadOnlyList<ExportForm> All { get; } =
    [
        new("csv", "text/csv", "Features as CSV", Driver: null),
        new("gpkg", "application/geopackage+sqlite3", "Features as GeoPackage", "GPKG"),
        new("fgb", "application/flatgeobuf", "Features as FlatGeobuf", "FlatGeobuf"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(form => form.Name)];

    /// <summary>The form that <c>f</c> names; null where it names a page.</summary>
    public static ExportForm? Of(HttpRequest request) => request.Query.TryGetValue("f", out var name) ? All.FirstOrDefault(form => form.Name == name) : null;

    /// <summary>Links to the same features as files, whichever page of them this is.</summary>
    public static IEnumerable<OgcLink> Links(HttpRequest request, string rel)
    {
        var path = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}";
        var parameters = request.Query.Where(parameter => parameter.Key is not ("f" or "after" or "limit")).Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString())).ToList();
        return All.Select(form => new OgcLink(rel, QueryHelpers.AddQueryString(path, [.. parameters, KeyValuePair.Create("f", (string?)form.Name)]), form.MediaType, form.Title));
    }

    /// <summary>Says what the answer is and under which name it is kept.</summary>
    public void Describe(HttpResponse response, VisibleLayer layer)
    {
        response.ContentType = Driver is null ? $"{MediaType}; charset=utf-8; header=present" : MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{layer.Info.Id}.{Name}\"";
    }
}
