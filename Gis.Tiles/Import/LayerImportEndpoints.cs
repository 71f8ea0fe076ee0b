using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Import;

/// <summary>/api/layer-imports: a file is sent, looked at, tried out and made an edition of a layer, by those who administer everything.</summary>
internal static class LayerImportEndpoints
{
    private const int MostNameChars = 120;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var imports = endpoints.MapImportGroup("/api/layer-imports");
        imports.MapPost("", UploadAsync).WithQuery([], "name").WithName("UploadLayerFile").WithMetadata(new AnySize())
            .Accepts<byte[]>("application/octet-stream", "*/*").Produces<ImportState>(StatusCodes.Status201Created);
        imports.MapGet("/{id:guid}", GetAsync).WithQuery([], "layer").WithName("GetLayerImport").Produces<ImportState>();
        imports.MapPost("/{id:guid}/encoding", ReadAgainAsync).WithName("ReadLayerFileAgain").Produces<ImportState>();
        imports.MapPost("/{id:guid}/preview", PreviewAsync).WithName("PreviewLayerImport").Produces<ImportPreview>();
        imports.MapPost("/{id:guid}/start", StartAsync).WithName("StartLayerImport").Produces<ImportState>(StatusCodes.Status202Accepted);
        imports.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelLayerImport").Produces<ImportState>();
        imports.MapDelete("/{id:guid}", ForgetAsync).WithName("ForgetLayerImport").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> UploadAsync(ImportDesk desk, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        var person = Viewer.Of(http.User);
        if (!person.AdministersAll((await catalog.ReadAsync(cancellationToken)).Areas))
        {
            return Refusal.NotFound;
        }

        try
        {
            var job = await desk.AddAsync(person, NameOf(http.Request), http.Request.Body, http.Request.ContentLength, cancellationToken);
            return TypedResults.Created($"/api/layer-imports/{job.Id}", await desk.DescribeAsync(job, layer: null, cancellationToken));
        }
        catch (BadHttpRequestException broken)
        {
            throw new ImportRefusedException(ImportRefusedException.Broken, "The file did not come whole; send it again.", broken.StatusCode);
        }
    }

    private static Task<IResult> GetAsync(Guid id, ImportDesk desk, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        WithAsync(id, desk, catalog, http, async job => TypedResults.Ok(await desk.DescribeAsync(job, http.Request.Query["layer"], cancellationToken)), cancellationToken);

    private static Task<IResult> ReadAgainAsync(Guid id, EncodingWish wish, ImportDesk desk, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        WithAsync(
            id, desk, catalog, http,
            async job =>
            {
                await desk.ReadAgainAsync(job, wish.Encoding, cancellationToken);
                return TypedResults.Ok(await desk.DescribeAsync(job, layer: null, cancellationToken));
            },
            cancellationToken);

    private static Task<IResult> PreviewAsync(Guid id, ImportWish wish, ImportDesk desk, ImportRuns runs, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        WithAsync(id, desk, catalog, http, async job => TypedResults.Ok(await runs.PreviewAsync(job, wish, cancellationToken)), cancellationToken);

    private static Task<IResult> StartAsync(Guid id, ImportWish wish, ImportDesk desk, ImportRuns runs, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        WithAsync(
            id, desk, catalog, http,
            async job =>
            {
                await runs.StartAsync(job, wish, Viewer.Of(http.User), cancellationToken);
                return TypedResults.Accepted($"/api/layer-imports/{job.Id}", await desk.DescribeAsync(job, wish.Layer, cancellationToken));
            },
            cancellationToken);

    private static Task<IResult> CancelAsync(Guid id, ImportDesk desk, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        WithAsync(
            id, desk, catalog, http,
            async job =>
            {
                await job.StopAsync();
                return TypedResults.Ok(await desk.DescribeAsync(job, layer: null, cancellationToken));
            },
            cancellationToken);

    private static Task<IResult> ForgetAsync(Guid id, ImportDesk desk, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken) =>
        WithAsync(
            id, desk, catalog, http,
            async job =>
            {
                await desk.ForgetAsync(job);
                return TypedResults.NoContent();
            },
            cancellationToken);

    private static async Task<IResult> WithAsync(
        Guid id, ImportDesk desk, CatalogReader catalog, HttpContext http, Func<ImportJob, Task<IResult>> act, CancellationToken cancellationToken)
    {
        var person = Viewer.Of(http.User);
        return person.AdministersAll((await catalog.ReadAsync(cancellationToken)).Areas) && desk.Find(id, person) is { } job ? await act(job) : Refusal.NotFound;
    }

    /// <summary>What the sender calls the file: shown and kept as its source.</summary>
    private static string NameOf(HttpRequest request)
    {
        var said = request.Query["name"].ToString();
        var name = new string([.. said[(said.LastIndexOfAny(['/', '\\']) + 1)..].Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]).Trim();
        return name.Length == 0 ? "file" : name.Length > MostNameChars ? name[..MostNameChars] : name;
    }

    /// <summary>In which encoding the texts of a file are.</summary>
    internal sealed record EncodingWish(string? Encoding);

    /// <summary>The desk itself counts what comes.</summary>
    private sealed class AnySize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
