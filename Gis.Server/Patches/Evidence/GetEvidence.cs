using Gis.Server.Access;
using Gis.Server.Patches.Review;
using Gis.Server.Platform.Problems;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches.Evidence;

/// <summary>GET /api/patches/{id}/evidence.pdf and …/evidence.zip: what is known of a patch, as a page to print and as a sealed pack of files with their hashes; GET /api/evidence-key: by which the seal is checked.</summary>
internal static class GetEvidence
{
    private static readonly Refusal NotPrinted =
        new("evidence-not-printed", "证据页暂时无法生成，请一分钟后再试。", "The page of evidence could not be printed now; try again in a minute.") { Status = StatusCodes.Status503ServiceUnavailable };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var patch = endpoints.MapGroup("/api/patches/{id:long}").Allow(Role.Officer);
        patch.MapGet("/evidence.pdf", PdfAsync).WithName("GetPatchEvidencePage").Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        patch.MapGet("/evidence.zip", ZipAsync).WithName("GetPatchEvidencePack").Produces(StatusCodes.Status200OK, contentType: "application/zip");
        endpoints.MapGet("/api/evidence-key", (EvidenceSeal seal) => TypedResults.Text(seal.PublicKey, "application/x-pem-file"))
            .AllowReaders().WithName("GetEvidenceKey").Produces(StatusCodes.Status200OK, contentType: "application/x-pem-file");
    }

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> PdfAsync(
        long id, Caller caller, PatchDesk desk, EvidenceDesk evidence, HttpContext http, CancellationToken cancellationToken) =>
        await AnswerAsync(id, caller, desk, evidence, http, (files, _) => (files[^1].Bytes, "application/pdf", "pdf"), cancellationToken);

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> ZipAsync(
        long id, Caller caller, PatchDesk desk, EvidenceDesk evidence, EvidenceSeal seal, HttpContext http, CancellationToken cancellationToken) =>
        await AnswerAsync(id, caller, desk, evidence, http, (files, at) => (EvidencePack.Zip(files, seal, at), "application/zip", "zip"), cancellationToken);

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> AnswerAsync(
        long id, Caller caller, PatchDesk desk, EvidenceDesk evidence, HttpContext http,
        Func<IReadOnlyList<EvidenceFile>, DateTimeOffset, (byte[] Bytes, string Type, string Ending)> form, CancellationToken cancellationToken)
    {
        if (await desk.FindCardAsync(id, caller, cancellationToken) is not { } card)
        {
            return TypedResults.NotFound();
        }

        if (PatchVeil.IsBlind(card.Patch))
        {
            return ReviewRules.Sealed.ToProblem(http);
        }

        if (await evidence.MakeAsync(card, caller, http.User, new EvidenceWords(ReaderLanguage.Of(http.Request) == ReaderLanguage.Chinese), cancellationToken) is not { } made)
        {
            return NotPrinted.ToProblem(http);
        }

        var (bytes, type, ending) = form(made.Files, made.At);
        return TypedResults.File(bytes, type, $"{EvidencePage.NameOf(card.Patch)}.{ending}");
    }
}
