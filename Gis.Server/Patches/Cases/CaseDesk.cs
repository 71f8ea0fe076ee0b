using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Gis.Server.Patches.Cases;

/// <summary>Where people act on a case: asks the rule, writes case and measures, and leaves the facts to the desk of patches.</summary>
internal sealed class CaseDesk(PatchDesk patches, ProofScenes scenes, IOptions<CaseOptions> options, TimeProvider clock)
{
    public Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> FileAsync(long id, FileCaseRequest wish, Caller caller, HttpContext http, CancellationToken cancellationToken) =>
        patches.ActAsync(
            id, caller,
            async (transaction, patch) =>
            {
                var result = CaseRules.File(patch, wish, patches.Today);
                if (result.Fact is not { } filing)
                {
                    return result.Refusal!;
                }

                await transaction.LockAsync(ActLock.PatchCase, $"{patch.AreaCode} {filing.Number}", cancellationToken);
                if (await transaction.ScalarAsync<bool>(
                    "SELECT EXISTS (SELECT FROM patch_case WHERE area_code = $1 AND number = $2 AND patch_id <> $3)", cancellationToken, patch.AreaCode, filing.Number, id))
                {
                    return CaseRules.NumberTaken(filing.Number);
                }

                var known = (await CaseReader.MeasuresAsync(transaction.Connection, id, patches.Today, cancellationToken)).Count;
                Write(transaction, id, patch.AreaCode, filing, caller.AccountId);
                for (var at = 0; at < filing.Measures.Count; at++)
                {
                    Write(transaction, id, known + at + 1, filing.Measures[at]);
                }

                return Last(transaction, id, patch, CaseFacts.Of(filing, known), caller);
            },
            http, cancellationToken);

    public Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> AddAsync(long id, AddMeasureRequest wish, Caller caller, HttpContext http, CancellationToken cancellationToken) =>
        patches.ActAsync(
            id, caller,
            async (transaction, patch) =>
            {
                var known = (await CaseReader.MeasuresAsync(transaction.Connection, id, patches.Today, cancellationToken)).Count;
                var result = CaseRules.Add(patch, wish, known, patches.Today);
                if (result.Fact is not { } order)
                {
                    return result.Refusal!;
                }

                Write(transaction, id, known + 1, order);
                return CaseFacts.Of(order, known + 1, isLast: true);
            },
            http, cancellationToken);

    public Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> DoneAsync(
        long id, int number, MeasureDoneRequest wish, Caller caller, HttpContext http, CancellationToken cancellationToken) =>
        patches.ActAsync(
            id, caller,
            async (transaction, patch) =>
            {
                var measures = await CaseReader.MeasuresAsync(transaction.Connection, id, patches.Today, cancellationToken);
                var result = CaseRules.Done(patch, measures, number, wish, patches.Today);
                if (result.Fact is not { } done)
                {
                    return result.Refusal!;
                }

                var known = await MeasurePhotoReader.ReadAsync(transaction.Connection, id, cancellationToken);
                if (CaseRules.AgainstMissing(done, [.. known.Select(photo => photo.Hash)]) is { } refusal)
                {
                    return refusal;
                }

                transaction.Later(
                    "UPDATE patch_measure SET state = 'done', done_on = $3, done_by = $4, note = $5, photos = $6 WHERE patch_id = $1 AND number = $2",
                    id, number, done.On, caller.AccountId, done.Note, done.Photos.ToArray());
                return CaseFacts.Of(done, measures.Single(measure => measure.Number == number).Kind);
            },
            http, cancellationToken);

    public async Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> ProveAsync(long id, ProveRequest wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        // Before the transaction: to look into a picture takes longer than one may stay open.
        var scene = wish.Accepted is true ? await scenes.FindAsync(id, wish.Layer, wish.At, caller, http.User, cancellationToken) : null;
        return await patches.ActAsync(
            id, caller,
            async (transaction, patch) =>
            {
                var measures = await CaseReader.MeasuresAsync(transaction.Connection, id, patches.Today, cancellationToken);
                var result = CaseRules.Prove(patch, measures, wish, scene, options.Value.MostCloudPercent, caller.AccountId, patches.Today);
                if (result.Fact is not { } word)
                {
                    return result.Refusal!;
                }

                if (word.Due is { } due)
                {
                    transaction.Later("UPDATE patch_measure SET state = 'refused', due = $2 WHERE patch_id = $1 AND state = 'done'", id, due);
                }
                else
                {
                    transaction.Later("UPDATE patch_measure SET state = 'proved' WHERE patch_id = $1 AND state = 'done'", id);
                }

                return CaseFacts.Of(word);
            },
            http, cancellationToken);
    }

    /// <summary>All facts but the last are appended with their audit entries; the last one is the act's own.</summary>
    private PatchFact Last(CommandTransaction transaction, long id, PatchStanding patch, IReadOnlyList<PatchFact> facts, Caller caller)
    {
        foreach (var fact in facts.SkipLast(1))
        {
            PatchDesk.Append(transaction, id, fact, caller.AccountId, clock.GetUtcNow());
            transaction.Audit(new AuditEntry(
                caller.AccountId, caller.Name, $"patch.{fact.Kind}", "patch", id.ToString(CultureInfo.InvariantCulture), patch.AreaCode,
                JsonSerializer.Serialize(new { before = patch.State, fact.Due, fact.Reason, fact.Details }, JsonSerializerOptions.Web)));
        }

        return facts[^1];
    }

    /// <summary>A patch that was issued anew and came to a case again amends its case; the measures of before stay.</summary>
    private void Write(CommandTransaction transaction, long id, string area, CaseFiling filing, long accountId) => transaction.Later(
        """
        INSERT INTO patch_case (patch_id, area_code, number, party, notice, notice_on, grounds, filed_at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (patch_id) DO UPDATE SET number = EXCLUDED.number, party = EXCLUDED.party, notice = EXCLUDED.notice, notice_on = EXCLUDED.notice_on, grounds = EXCLUDED.grounds,
            filed_at = EXCLUDED.filed_at, account_id = EXCLUDED.account_id
        """,
        id, area, filing.Number, filing.Party, filing.Notice, filing.NoticeOn, filing.Grounds, clock.GetUtcNow(), accountId);

    private static void Write(CommandTransaction transaction, long id, int number, MeasureOrder order) => transaction.Later(
        "INSERT INTO patch_measure (patch_id, number, kind, area_m2, amount_cny, document, ordered_on, due, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'ordered')",
        id, number, order.Kind, order.AreaM2, order.AmountCny, order.Document, order.OrderedOn, order.Due);
}
