using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gis.Ingest.SensorThings;

/// <summary>
/// POST /sta/v1.1/Observations and POST /sta/v1.1/Datastreams({id})/Observations: creates one observation by HTTP. It goes the way of a message from the
/// field, and 201 follows after COMMIT.
/// </summary>
internal static class CreateObservation
{
    private const int MostBytes = 64 << 10;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sta/v1.1/Observations", HandleAsync)
            .RequireAuthorization(FieldGrants.WriterPolicy).Accepts<NewObservation>("application/json").WithName("createObservation").WithTags("SensorThings");
        endpoints.MapPost("/sta/v1.1/Datastreams({id:long})/Observations", HandleOfAsync)
            .RequireAuthorization(FieldGrants.WriterPolicy).Accepts<NewObservation>("application/json").WithName("createObservationOfDatastream").WithTags("SensorThings");
    }

    /// <summary>The datastream that a body names: <c>{"Datastream": {"@iot.id": 12}}</c>; null where it names none.</summary>
    public static long? DatastreamIn(JsonElement body) =>
        !body.TryGet("Datastream", out var datastream) ? null
        : datastream.Whole("@iot.id") is { } id ? id
        : long.TryParse(datastream.Text("@iot.id", 20), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written
        : null;

    private static Task<Results<Created<CreatedObservation>, ProblemHttpResult>> HandleOfAsync(
        long id, IngestStore store, FieldInbox inbox, TimeProvider clock, HttpContext http, CancellationToken cancellationToken) =>
        CreateAsync(id, store, new RequestLine(inbox, clock), http, cancellationToken);

    private static Task<Results<Created<CreatedObservation>, ProblemHttpResult>> HandleAsync(
        IngestStore store, FieldInbox inbox, TimeProvider clock, HttpContext http, CancellationToken cancellationToken) =>
        CreateAsync(null, store, new RequestLine(inbox, clock), http, cancellationToken);

    private static async Task<Results<Created<CreatedObservation>, ProblemHttpResult>> CreateAsync(
        long? addressed, IngestStore store, RequestLine line, HttpContext http, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(http.Request, MostBytes, cancellationToken) is not { } body)
        {
            return RequestRefusal.TooLarge(MostBytes);
        }

        Rejection? why = null;
        if ((addressed ?? Named(body, out why)) is not { } datastream)
        {
            return RequestRefusal.Of(why!);
        }

        if ((await DatastreamRights.WritableAsync(store, http.User, [datastream], cancellationToken)).Count == 0)
        {
            return RequestRefusal.NotFound;
        }

        if (await line.SendAsync([new RequestMessage(ObservationLink.Topic(datastream), body)], cancellationToken) is not [var stored])
        {
            return RequestRefusal.StoreAway;
        }

        if (stored.WhyRefused is { } refused)
        {
            return RequestRefusal.Of(refused);
        }

        var id = ObservationLink.Id(datastream, ObservationLink.TimeOf(stored));
        var link = ObservationLink.Of(ObservationLink.Root(http.Request), id);
        return TypedResults.Created(link, new CreatedObservation(id, link));
    }

    private static long? Named(byte[] body, out Rejection? why)
    {
        if (!BoundedJson.TryParse(body, MostBytes, out var document, out why))
        {
            return null;
        }

        using (document)
        {
            var named = DatastreamIn(document.RootElement);
            why = named is null ? new Rejection("no-datastream", "The observation names its datastream: {\"Datastream\": {\"@iot.id\": 12}}.") : null;
            return named;
        }
    }
}
