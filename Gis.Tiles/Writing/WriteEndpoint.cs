using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Crs;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Writing;

/// <summary>Takes changes of features (OGC API Features Part 4): create, replace, update, delete.</summary>
internal static class WriteEndpoint
{
    private const string Items = "/collections/{collectionId}/items";
    private const string Item = "/collections/{collectionId}/items/{featureId}";

    private const string Reading = "GET, OPTIONS";

    private static readonly string[] PatchTypes = [BodyReader.MergePatch];

    public static void Map(IEndpointRouteBuilder ogc)
    {
        var routes = ogc.MapGroup("").ExcludeFromDescription();
        routes.MapPost(Items, CreateAsync).WithQuery([]);
        routes.MapPut(Item, (string collectionId, string featureId, CatalogReader catalog, FeatureWriter writer, HttpContext http, CancellationToken cancellationToken) =>
            ChangeAsync(collectionId, featureId, "replace", BodyReader.Features, catalog, writer, http, cancellationToken)).WithQuery([]);
        routes.MapPatch(Item, (string collectionId, string featureId, CatalogReader catalog, FeatureWriter writer, HttpContext http, CancellationToken cancellationToken) =>
            ChangeAsync(collectionId, featureId, "update", PatchTypes, catalog, writer, http, cancellationToken)).WithQuery([]);
        routes.MapDelete(Item, (string collectionId, string featureId, CatalogReader catalog, FeatureWriter writer, HttpContext http, CancellationToken cancellationToken) =>
            ChangeAsync(collectionId, featureId, "delete", [], catalog, writer, http, cancellationToken)).WithQuery([]);
        routes.MapMethods(Items, [HttpMethods.Options], TellItemsAsync).WithQuery([]);
        routes.MapMethods(Item, [HttpMethods.Options], TellItemAsync).WithQuery([]);
    }

    private static async Task<IResult> CreateAsync(string collectionId, CatalogReader catalog, FeatureWriter writer, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var (layer, scope, author) = await MayAsync(collectionId, catalog, http, cancellationToken);
            var system = SystemOf(http.Request);
            using var body = await BodyReader.ReadAsync(http.Request, BodyReader.Features, cancellationToken);
            var wanted = Whole(body.RootElement, layer, system);
            var written = await writer.MakeAsync(new Change(layer, scope, author, "create", Id: null, system, http.Request, wanted), cancellationToken);
            http.Response.Headers.ETag = FeatureTag.Of(written.Edition, written.Change);
            return TypedResults.Created($"{new OgcUrls(http.Request).Items(layer.Info.Id)}/{written.Id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (WriteRefused refused)
        {
            return refused.Refusal;
        }
    }

    private static async Task<IResult> ChangeAsync(
        string collectionId, string featureId, string action, string[] types, CatalogReader catalog, FeatureWriter writer, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var (layer, scope, author) = await MayAsync(collectionId, catalog, http, cancellationToken);
            var id = long.TryParse(featureId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new WriteRefused(Refusal.NotFound);
            var system = SystemOf(http.Request);
            using var body = types.Length > 0 ? await BodyReader.ReadAsync(http.Request, types, cancellationToken) : null;
            var wanted = action == "replace" ? Whole(OfItself(body!.RootElement, id), layer, system) : null;
            var written = await writer.MakeAsync(
                new Change(layer, scope, author, action, id, system, http.Request, wanted)
                {
                    Patch = action == "update" ? current => Patched(current, body!.RootElement, id, layer, system) : null,
                },
                cancellationToken);
            if (action != "delete")
            {
                http.Response.Headers.ETag = FeatureTag.Of(written.Edition, written.Change);
            }

            return TypedResults.NoContent();
        }
        catch (WriteRefused refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Hidden and absent layers are told in the same words; then who may not write is told so.</summary>
    private static async Task<(VisibleLayer Layer, WriteScope Scope, Author Author)> MayAsync(
        string collectionId, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        var known = await catalog.ReadAsync(cancellationToken);
        var viewer = Viewer.Of(http.User);
        if (known.Find(collectionId, viewer) is not { } layer)
        {
            throw new WriteRefused(Refusal.NotFound);
        }

        if (layer.Info.IsLive)
        {
            http.Response.Headers.Allow = Reading;
            throw new WriteRefused(new Refusal(StatusCodes.Status405MethodNotAllowed, "live-layer"));
        }

        if (Author.Of(http.User) is not { } author)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            throw new WriteRefused(new Refusal(StatusCodes.Status401Unauthorized, "not-signed-in"));
        }

        return WriteScope.Decide(layer.Info, viewer, known.Areas) is { } scope
            ? (layer, scope, author)
            : throw new WriteRefused(new Refusal(StatusCodes.Status403Forbidden, "write-not-granted"));
    }

    /// <summary>The header Content-Crs: an identifier in pointed brackets; without it CRS84.</summary>
    private static ReferenceSystem SystemOf(HttpRequest request) => request.Headers[ContentCrs.Name].ToString() switch
    {
        "" => ReferenceSystems.Crs84,
        ['<', .. var name, '>'] when ReferenceSystems.Find(name) is { } system => system,
        _ => throw WriteRefused.Header(ContentCrs.Name, "accepted-crs"),
    };

    private static WantedFeature Whole(JsonElement body, VisibleLayer layer, ReferenceSystem system) =>
        body.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "Feature"
            ? new WantedFeature(FeatureDraft.Of(Member(body, "properties")), BodyGeometry.Read(Member(body, "geometry"), layer.Info.GeometryKind, system))
            : throw WriteRefused.Content("/type", "accepted-feature-type");

    /// <summary>The patch is put into the feature as it would be read in this system; where it says nothing of the geometry, that stays to the last digit.</summary>
    private static WantedFeature Patched(CurrentFeature current, JsonElement patch, long id, VisibleLayer layer, ReferenceSystem system)
    {
        var merged = MergePatch.Apply(current.ToJson(id), JsonObject.Create(patch))!;
        var whole = JsonSerializer.SerializeToElement(merged);
        OfItself(whole, id);
        return patch.TryGetProperty("geometry", out _) || patch.TryGetProperty("type", out _)
            ? Whole(whole, layer, system)
            : new WantedFeature(FeatureDraft.Of(Member(whole, "properties")), Geometry: null);
    }

    /// <summary>A body that names a feature must name the one that it is sent to.</summary>
    private static JsonElement OfItself(JsonElement body, long id) =>
        !body.TryGetProperty("id", out var named) || named.ToString() == id.ToString(CultureInfo.InvariantCulture) ? body : throw WriteRefused.Content("/id", "accepted-feature-id");

    private static JsonElement Member(JsonElement body, string name) => body.TryGetProperty(name, out var member) ? member : default;

    private static Task<IResult> TellItemsAsync(string collectionId, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        TellAsync(collectionId, catalog, http, "POST", cancellationToken);

    private static Task<IResult> TellItemAsync(string collectionId, string featureId, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        TellAsync(collectionId, catalog, http, "PUT, PATCH, DELETE", cancellationToken);

    /// <summary>What this caller may do here.</summary>
    private static async Task<IResult> TellAsync(string collectionId, CatalogReader catalog, HttpContext http, string writing, CancellationToken cancellationToken)
    {
        var known = await catalog.ReadAsync(cancellationToken);
        var viewer = Viewer.Of(http.User);
        if (known.Find(collectionId, viewer) is not { } layer)
        {
            return Refusal.NotFound;
        }

        var mayWrite = !layer.Info.IsLive && Author.Of(http.User) is not null && WriteScope.Decide(layer.Info, viewer, known.Areas) is not null;
        http.Response.Headers.Allow = mayWrite ? $"{Reading}, {writing}" : Reading;
        if (mayWrite)
        {
            http.Response.Headers[writing == "POST" ? "Accept-Post" : "Accept-Patch"] = writing == "POST" ? string.Join(", ", BodyReader.Features) : BodyReader.MergePatch;
        }

        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok();
    }
}
