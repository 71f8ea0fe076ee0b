using System.Globalization;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.SensorThings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gis.Ingest.Laboratory;

/// <summary>
/// POST /api/ingest/lab-results: a laboratory's table as CSV or XLSX, raw or as a form's file. All rows are checked; the good ones are stored like any
/// message from the field, the others are kept as rejected, and the answer tells of each.
/// </summary>
internal static class UploadLabResults
{
    private const int MostFormBytes = 64 << 10;
    private const string Stored = "stored";
    private const string Duplicate = "duplicate";
    private const string Refused = "refused";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/ingest/lab-results", HandleAsync)
            .RequireAuthorization(FieldGrants.WriterPolicy)
            .WithMetadata(new LargeBody())
            .Accepts<byte[]>("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "multipart/form-data", "*/*")
            .WithName("uploadLabResults")
            .WithTags("Ingest");

    private static async Task<Results<Ok<LabReport>, ProblemHttpResult>> HandleAsync(
        IngestStore store, FieldInbox inbox, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var (file, whyNot) = await ReadFileAsync(http.Request, cancellationToken);
        if (file is null)
        {
            return whyNot is null ? RequestRefusal.TooLarge(LabTable.MostBytes) : RequestRefusal.Of(whyNot);
        }

        if (!LabTable.TryRead(file, out var rows, out var why))
        {
            return RequestRefusal.Of(why);
        }

        var registry = await LabRegistry.LoadAsync(store, rows, FieldGrants.WritingAreas(http.User), cancellationToken);
        List<LabReading> readings = [.. rows.Select(row => LabRules.Read(row, registry, clock.GetUtcNow()))];
        return await new RequestLine(inbox, clock).SendAsync([.. readings.Select(ToMessage)], cancellationToken) is { } taken
            ? TypedResults.Ok(Report([.. readings.Zip(taken, Outcome)]))
            : RequestRefusal.StoreAway;
    }

    private static RequestMessage ToMessage(LabReading reading) => reading.Stream is { } stream
        ? new RequestMessage(ObservationLink.Topic(stream.Id), reading.Payload)
        : new RequestMessage(string.Create(CultureInfo.InvariantCulture, $"lab-results/{reading.Row.Line}"), reading.Payload) { Refused = reading.Why };

    private static LabRowOutcome Outcome(LabReading reading, Envelope envelope) => new(
        reading.Row.Line,
        reading.Row[LabColumn.Thing],
        reading.Row[LabColumn.Property],
        envelope.WhyRefused is not null ? Refused : envelope.Fresh == 0 ? Duplicate : Stored,
        reading.Stream?.Id,
        envelope.WhyRefused?.Code,
        envelope.WhyRefused?.Reason);

    private static LabReport Report(List<LabRowOutcome> rows) => new(
        rows.Count(row => row.Outcome == Stored), rows.Count(row => row.Outcome == Duplicate), rows.Count(row => row.Outcome == Refused), rows);

    /// <summary>The file's bytes; without a reason where there are none, it is too large.</summary>
    private static async Task<(byte[]? File, Rejection? Why)> ReadFileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (await RequestBody.ReadAsync(request, LabTable.MostBytes, cancellationToken), null);
        }

        try
        {
            var form = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body);
            while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.AsFileSection() is { FileStream: { } stream })
                {
                    return (await RequestBody.ReadAsync(stream, LabTable.MostBytes, cancellationToken), null);
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or ArgumentException)
        {
            return (null, NoFile());
        }

        return (null, NoFile());
    }

    private static Rejection NoFile() => new("no-file", "The form holds a file, CSV or XLSX.");

    private sealed class LargeBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LabTable.MostBytes + MostFormBytes;
    }
}
