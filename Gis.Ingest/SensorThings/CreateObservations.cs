using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gis.Ingest.SensorThings;

/// <summary>
/// POST /sta/v1.1/CreateObservations: many observations in data arrays. The answer has a link for each that is stored and the word error for each that is
/// not; why, an administrator sees among the rejected messages.
/// </summary>
internal static class CreateObservations
{
    private const string Error = "error";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/sta/v1.1/CreateObservations", HandleAsync)
            .RequireAuthorization(FieldGrants.WriterPolicy).Accepts<object[]>("application/json").WithName("createObservations").WithTags("SensorThings");

    private static async Task<Results<Created<string[]>, ProblemHttpResult>> HandleAsync(
        IngestStore store, FieldInbox inbox, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(http.Request, DataArray.MostBytes, cancellationToken) is not { } body)
        {
            return RequestRefusal.TooLarge(DataArray.MostBytes);
        }

        if (!DataArray.TryRead(body, out var rows, out var why))
        {
            return RequestRefusal.Of(why);
        }

        var writable = await DatastreamRights.WritableAsync(store, http.User, rows.Select(row => row.Datastream).Distinct(), cancellationToken);
        var messages = rows.Select(row => new RequestMessage(ObservationLink.Topic(row.Datastream), row.Observation)
        {
            Refused = writable.Contains(row.Datastream) ? null
                : new Rejection("unknown-datastream", $"No datastream {row.Datastream} is registered where the sender may write."),
        });
        if (await new RequestLine(inbox, clock).SendAsync([.. messages], cancellationToken) is not { } stored)
        {
            return RequestRefusal.StoreAway;
        }

        var root = ObservationLink.Root(http.Request);
        return TypedResults.Created((string?)null, rows.Zip(stored, (row, envelope) => LinkOf(root, row.Datastream, envelope)).ToArray());
    }

    private static string LinkOf(string root, long datastream, Envelope envelope) => envelope.WhyRefused is null
        ? ObservationLink.Of(root, ObservationLink.Id(datastream, ObservationLink.TimeOf(envelope)))
        : Error;
}
