using System.Data;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Filters;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.SensorThings.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.SensorThings;

/// <summary>
/// The reading side of the SensorThings API 1.1 (OGC 18-088) at <c>/sta/v1.1</c>. Observations are created at addresses of the same root by the ingest part,
/// by POST; there GET is this part's.
/// </summary>
internal static class SensorThingsEndpoint
{
    private const string Root = "/sta/v1.1";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Root).AllowAnonymous().WithTags("SensorThings").AddEndpointFilter<BusyStore>();
        group.MapGet("", Land).WithName("getSensorThings");
        group.MapGet("/{**path}", ReadAsync).WithName("getSensorThingsEntities");
    }

    private static JsonDocumentResult Land(HttpContext http)
    {
        var root = RootOf(http.Request);
        return new JsonDocumentResult(new JsonObject
        {
            ["value"] = new JsonArray([.. StaModel.All.Select(entity => (JsonNode)new JsonObject { ["name"] = entity.Set, ["url"] = $"{root}/{entity.Set}" })]),
            ["serverSettings"] = new JsonObject { ["conformance"] = new JsonArray([.. StaConformance.Classes.Select(uri => (JsonNode)uri)]) },
        });
    }

    private static async Task<IResult> ReadAsync(
        string? path, CatalogReader catalog, [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, IOptions<TilesOptions> options, HttpContext http, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(path))
        {
            return Land(http);
        }

        if (StaPath.TryParse(path) is not { } address)
        {
            return Refusal.NotFound;
        }

        var isPart = address.Property is not null;
        if (isPart && http.Request.Query.Count > 0)
        {
            return Refusal.BadParameter(http.Request.Query.First().Key, "accepted-sta-no-option");
        }

        if (StaOptionsParser.TryParse(http.Request.Query, address.Steps[^1].Entity, !address.Steps[^1].IsOne, out var why) is not { } asked)
        {
            return why!;
        }

        if (asked is { IsDataArray: true, Expand.Count: > 0 })
        {
            return Refusal.BadParameter("$expand", "accepted-sta-data-array-alone");
        }

        Caching.DescribeDocument(http.Response);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isBoundless = StaBounds.IsBoundless(address, asked);
        deadline.CancelAfter(isBoundless ? options.Value.SensorThingsPatience : options.Value.SensorThingsTimeout);
        try
        {
            var scope = StaScope.Of(await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
            await using var connection = await store.OpenConnectionAsync(deadline.Token);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, deadline.Token);
            await using (var settings = new NpgsqlCommand("SET LOCAL transaction_read_only = on; SET LOCAL jit = off", connection))
            {
                await settings.ExecuteNonQueryAsync(deadline.Token);
            }

            return await AnswerAsync(address, asked, new StaReader(connection, scope, options.Value), RootOf(http.Request), path, deadline.Token);
        }
        catch (FilterFault fault)
        {
            return fault.Place.Length == 0 ? Refusal.BadParameter("$orderby", fault.Accepted) : Refusal.BadFilter(fault.Place, fault.Accepted) with { Parameter = "$filter" };
        }
        catch (PostgresException e) when (StaRefusal.Of(e, asked) is { } refusal)
        {
            return refusal;
        }
        catch (OperationCanceledException) when (isBoundless && !cancellationToken.IsCancellationRequested)
        {
            return StaRefusal.Boundless(asked);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The time for one answer of SensorThings is over.", e);
        }
    }

    private static async Task<IResult> AnswerAsync(StaPath path, StaOptions asked, StaReader reader, string root, string written, CancellationToken cancellationToken)
    {
        // Each step must be there before the next is looked at: what is refused on the way is absent.
        StaKey? parent = null;
        for (var i = 0; i < path.Steps.Count - 1; i++)
        {
            var step = path.Steps[i];
            if ((await reader.ReadAsync(new StaSetAddress(step.Entity, step.Relation, parent, step.Key), new StaOptions { Select = [] }, cancellationToken)).Items is not [var found])
            {
                return Refusal.NotFound;
            }

            parent = found.Key;
        }

        var last = path.Steps[^1];
        var entity = last.Entity;
        var set = new StaSetAddress(entity, last.Relation, parent, last.Key);
        var part = path.Property is { } property ? asked with { Select = [property.Name] } : path.IsReference ? asked with { Select = [], Expand = [] } : asked;
        var page = await reader.ReadAsync(set, part, cancellationToken);
        var self = $"{root}/{written}";
        if (!set.IsOne)
        {
            return new StaDocument(json =>
            {
                var writer = new StaWriter(json, root);
                Action<StaEntity, StaPage, string, StaOptions> write = path.IsReference ? writer.References : asked.IsDataArray ? writer.DataArrays : writer.Set;
                write(entity, page, self, asked);
            });
        }

        return page.Items is not [var item] ? Refusal.NotFound
            : path.Property is { } of ? PropertyOf(of, entity, item, path.IsValue)
            : path.IsReference ? new StaDocument(json => new StaWriter(json, root).Reference(entity, item))
            : new StaDocument(json => new StaWriter(json, root).Item(entity, item, asked));
    }

    /// <summary>A property without a value has no content (9.2.3, 9.2.4).</summary>
    private static IResult PropertyOf(StaProperty property, StaEntity entity, StaItem item, bool isValue)
    {
        var isId = property == entity.IdProperty;
        var value = isId ? JsonSerializer.Serialize(item.Key.Text) : item.Properties[0];
        if (isId && entity.HasNumber)
        {
            value = item.Key.Text;
        }

        if (value is null or "null")
        {
            return TypedResults.NoContent();
        }

        if (!isValue)
        {
            return new StaDocument(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName(isId ? StaEntity.Id : property.Name);
                json.WriteRawValue(value, skipInputValidation: true);
                json.WriteEndObject();
            });
        }

        return value[0] == '"' ? TypedResults.Text(JsonSerializer.Deserialize<string>(value), "text/plain; charset=utf-8")
            : TypedResults.Text(value, value[0] is '{' or '[' ? MediaTypes.Json : "text/plain; charset=utf-8");
    }

    private static string RootOf(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{Root}";
}
