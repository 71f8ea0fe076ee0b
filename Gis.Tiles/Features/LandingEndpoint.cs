using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Features;

/// <summary>The way in: landing page, what is conformed to, and the definition of the interface.</summary>
internal static class LandingEndpoint
{
    /// <summary>Only what tests of ours hold.</summary>
    private static readonly string[] ConformsTo =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/optimistic-locking-etags",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/features",
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
        "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
        "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
        "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
        "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
        "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-collection",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core-query-parameters",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/records-api",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/searchable-catalog",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/json",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/collections-selection",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    ];

    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("", Land).WithQuery(["json", AnswerForm.Html]).WithName("getLandingPage");
        ogc.MapGet("/conformance", Conform).WithQuery(["json", AnswerForm.Html]).WithName("getConformance");
        ogc.MapGet("/api", DefineAsync).WithQuery(["json", AnswerForm.Html]).WithName("getApi");
    }

    private static OgcDocument Land(HttpContext http)
    {
        var urls = new OgcUrls(http.Request);
        return new OgcDocument(new JsonObject
        {
            ["title"] = "GisCommand",
            ["description"] = "Geographic layers as features and vector tiles (OGC API)",
            ["links"] = OgcLink.Array(
                new OgcLink("self", urls.Root, MediaTypes.Json, "This document"),
                new OgcLink("service-desc", urls.Api, MediaTypes.OpenApi, "Definition of this interface"),
                new OgcLink("service-doc", $"{urls.Api}?f=html", MediaTypes.Html, "Definition of this interface, to read"),
                new OgcLink("conformance", urls.Conformance, MediaTypes.Json, "What this interface conforms to"),
                new OgcLink("data", urls.Collections, MediaTypes.Json, "Collections"),
                new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", urls.DatasetTilesets, MediaTypes.Json, "Vector tiles of several collections"),
                new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/styles", urls.AllStyles, MediaTypes.Json, "Styles"),
                new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", urls.TileMatrixSets, MediaTypes.Json, "Tile matrix sets")),
        });
    }

    private static OgcDocument Conform() =>
        new(new JsonObject { ["conformsTo"] = new JsonArray([.. ConformsTo.Select(uri => (JsonNode)uri)]) }, title: "Conformance");

    private static async Task<OgcDocument> DefineAsync(CatalogReader catalog, LayerContents contents, HttpContext http, CancellationToken cancellationToken)
    {
        var collections = new List<(string, IReadOnlyList<LayerField>)>();
        foreach (var layer in (await catalog.ReadAsync(cancellationToken)).VisibleTo(Viewer.Of(http.User)))
        {
            collections.Add((layer.Info.Id, await contents.FieldsAsync(layer, cancellationToken)));
        }

        Caching.DescribeDocument(http.Response);
        return new OgcDocument(ApiDefinition.For(new OgcUrls(http.Request), collections), MediaTypes.OpenApi, "Definition of this interface");
    }
}
