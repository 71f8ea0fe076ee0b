using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Patches.Field;
using Gis.Server.Platform.Paper;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches.Evidence;

/// <summary>Makes the evidence of a patch, and writes down who took it and what its hashes are.</summary>
internal sealed class EvidenceDesk(NpgsqlDataSource store, EvidencePictures pictures, EvidenceSeal seal, PaperPress press, TimeProvider clock)
{
    /// <summary>The files of the pack, the page last; null where it cannot be printed now.</summary>
    public async Task<(IReadOnlyList<EvidenceFile> Files, DateTimeOffset At)?> MakeAsync(
        PatchCard card, Caller caller, ClaimsPrincipal reader, EvidenceWords words, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        EvidenceGround ground;
        FieldEvidence field;
        await using (var connection = await store.OpenConnectionAsync(cancellationToken))
        {
            ground = await EvidenceReader.ReadAsync(connection, card.Patch.Id, card.Patch.Centre[0], cancellationToken);
            field = await FieldEvidence.ReadAsync(connection, card.Patch.Id, card.Case, caller.ReadingRoots, cancellationToken);
        }

        var scenes = await pictures.FindAsync(card.Patch, ground.Patch, reader, cancellationToken);
        var data = EvidencePack.FilesOf(card, ground, scenes, field, words);
        if (await press.PrintAsync(EvidencePage.Write(card, ground, scenes, field, data, caller.Name, at, seal.Fingerprint, words), cancellationToken) is not { } pdf)
        {
            return null;
        }

        IReadOnlyList<EvidenceFile> files = [.. data, new EvidenceFile(EvidencePack.PageName, pdf)];
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "patch.evidence", "patch", card.Patch.Id.ToString(CultureInfo.InvariantCulture), card.Patch.AreaCode,
            JsonSerializer.Serialize(new { card.Patch.Revision, files = files.ToDictionary(file => file.Name, file => file.Hash) }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken);
        return (files, at);
    }
}
