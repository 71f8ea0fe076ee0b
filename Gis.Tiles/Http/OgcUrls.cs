using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Absolute addresses of the OGC resources, as the caller reached this server.</summary>
internal sealed class OgcUrls(HttpRequest request)
{
    public string Root { get; } = $"{request.Scheme}://{request.Host}{request.PathBase}/ogc";

    public string Wmts { get; } = $"{request.Scheme}://{request.Host}{request.PathBase}/wmts";

    public string Api => $"{Root}/api";

    public string Conformance => $"{Root}/conformance";

    public string Collections => $"{Root}/collections";

    public string TileMatrixSets => $"{Root}/tileMatrixSets";

    public string TileMatrixSet(string set) => $"{TileMatrixSets}/{set}";

    public string Collection(string id) => $"{Collections}/{id}";

    public string Items(string id) => $"{Collection(id)}/items";

    public string Queryables(string id) => $"{Collection(id)}/queryables";

    public string Tilesets(string id) => $"{Collection(id)}/tiles";

    public string Tileset(string id, string set = "WebMercatorQuad") => $"{Tilesets(id)}/{set}";

    public string TileTemplate(string id, string z, string y, string x) => TileTemplate(id, "WebMercatorQuad", z, y, x);

    public string TileTemplate(string id, string set, string z, string y, string x) => $"{Tileset(id, set)}/{{{z}}}/{{{y}}}/{{{x}}}";

    /// <summary>Tilesets of several layers in one tile.</summary>
    public string DatasetTilesets => $"{Root}/tiles";

    public string DatasetTileset(string set) => $"{DatasetTilesets}/{set}";

    public string DatasetTileTemplate(string set, string z, string y, string x) => $"{DatasetTileset(set)}/{{{z}}}/{{{y}}}/{{{x}}}";

    public string AllStyles => $"{Root}/styles";

    public string Styles(string id) => $"{Collection(id)}/styles";

    public string Style(string id, string style) => $"{Styles(id)}/{style}";

    public string MapTilesets(string id) => $"{Collection(id)}/map/tiles";

    public string MapTileset(string id, string set) => $"{MapTilesets(id)}/{set}";

    public string MapTileTemplate(string id, string set, string z, string y, string x) => $"{MapTileset(id, set)}/{{{z}}}/{{{y}}}/{{{x}}}";
}
