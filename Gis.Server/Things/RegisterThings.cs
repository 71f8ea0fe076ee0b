using System.Text;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Rules;
using Gis.Server.Things.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Gis.Server.Things;

/// <summary>POST /api/things: registers things and units from CSV or JSON with the columns of import-things.</summary>
internal static class RegisterThings
{
    private const long LargestBody = 32 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/things", HandleAsync)
            .Allow(Role.Administrator)
            .WithMetadata(new LargeBody())
            .Accepts<Dictionary<string, string>[]>("application/json", "text/csv")
            .WithName("RegisterThings");

    private static async Task<Results<Created<Registered>, ProblemHttpResult>> HandleAsync(
        Caller caller, Registrar registrar, HttpContext http, CancellationToken cancellationToken)
    {
        var (rows, faults) = await ReadBodyAsync(http.Request, cancellationToken);
        if (faults.Count > 0)
        {
            return Told(faults).ToProblem(http);
        }

        var outcome = await registrar.RegisterAsync(
            rows, caller.Roots(Role.Administrator), caller.AccountId, caller.Name, cancellationToken);
        return outcome.Registered is { } registered
            ? TypedResults.Created("/api/things", registered)
            : Told(outcome.Faults).ToProblem(http);
    }

    private static async Task<(IReadOnlyList<RegistrationRow> Rows, IReadOnlyList<ImportFault> Faults)> ReadBodyAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is true)
        {
            using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            try
            {
                return RegistrationFile.Read(await reader.ReadToEndAsync(cancellationToken));
            }
            catch (DecoderFallbackException)
            {
                return ([], [new ImportFault(1, "", "", "text in UTF-8")]);
            }
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 16 }, cancellationToken);
            return RegistrationJson.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return ([], [new ImportFault(1, "", "", "JSON, or CSV with Content-Type text/csv")]);
        }
    }

    private static Refusal Told(IReadOnlyList<ImportFault> faults) =>
        new("registration-refused",
            $"未登记任何内容：{faults.Count} 处不可用，首处为第 {faults[0].Line} 行 {faults[0].Column}；可接受：{faults[0].Accepted}。",
            $"Nothing was registered: {faults.Count} cell(s) cannot be used, the first on line {faults[0].Line}, {faults[0].Column}; accepted is: {faults[0].Accepted}.")
        {
            Status = StatusCodes.Status400BadRequest,
            Parameter = faults[0].Column,
            Accepted = faults[0].Accepted,
            Facts = new Dictionary<string, object?> { ["faults"] = faults.Take(1000) },
        };

    private sealed class LargeBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestBody;
    }
}
