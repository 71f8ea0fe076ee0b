using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Patches.Cases;
using Gis.Server.Patches.Review;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches;

/// <summary>Where people act on patches: finds it, asks the rule, appends the fact with its audit entry, answers with the patch as it stands then.</summary>
internal sealed class PatchDesk(NpgsqlDataSource store, TimeProvider clock)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Beijing).DateTime);

    /// <param name="roles">Who may; officers where none are named.</param>
    public async Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> ActAsync(
        long id, Caller caller, Func<CommandTransaction, PatchStanding, Task<Result<PatchFact>>> rule, HttpContext http, CancellationToken cancellationToken, params Role[] roles)
    {
        var officer = caller.Roots(Role.Officer);
        var roots = roles.Length == 0 ? officer : caller.Roots(roles);
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.Patch, id, cancellationToken);
            if (await FindAsync(transaction.Connection, id, roots, officer, caller.AccountId, cancellationToken) is not { } patch)
            {
                return TypedResults.NotFound();
            }

            var result = await rule(transaction, patch);
            if (result.Fact is not { } fact)
            {
                return result.Refusal!.ToProblem(http);
            }

            Append(transaction, id, fact, caller.AccountId, clock.GetUtcNow());
            transaction.Audit(new AuditEntry(
                caller.AccountId, caller.Name, $"patch.{fact.Kind}", "patch", id.ToString(CultureInfo.InvariantCulture), patch.AreaCode,
                JsonSerializer.Serialize(new { before = patch.State, verdictBefore = patch.Verdict, fact.State, fact.Verdict, fact.Assignee, fact.Due, fact.Reason }, JsonSerializerOptions.Web)));
            await transaction.CommitAsync(cancellationToken, News([id], [patch.AreaCode]));
        }

        return TypedResults.Ok((await FindCardAsync(id, caller, cancellationToken))!);
    }

    public async Task<PatchCard?> FindCardAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if ((await PatchReader.ReadAsync(connection, new PatchFilter(caller.ReadingRoots, Today, Id: id, Reader: caller.AccountId), cancellationToken)).SingleOrDefault() is not { } row)
        {
            return null;
        }

        var more = await PatchReader.MoreAsync(connection, id, cancellationToken);
        var officer = caller.Roots(Role.Officer);
        var standing = await FindAsync(connection, id, officer, officer, caller.AccountId, cancellationToken);
        var isBlind = PatchVeil.IsBlind(row);
        var history = await PatchReader.HistoryAsync(connection, id, cancellationToken);
        return new PatchCard(
            row, more.Geometry, more.StatedM2, more.Features, more.Note, more.Score,
            await PatchReader.OverlapsAsync(connection, id, cancellationToken),
            isBlind ? [] : more.Reasons,
            await PatchReader.EarlierAsync(connection, id, caller.ReadingRoots, cancellationToken),
            isBlind ? PatchVeil.Over(history) : history,
            standing is null ? new PatchAllowed(false, false, false, false, false) : ReviewRules.Narrow(PatchRules.Allowed(standing, caller.AccountId), standing))
        {
            Case = await CaseReader.ReadAsync(connection, id, caller.ReadingRoots, standing, caller.AccountId, Today, cancellationToken),
            Review = ReviewRules.ToCard(standing, standing?.Review ?? await ReviewReader.ReadAsync(connection, id, caller.AccountId, Today, cancellationToken), isBlind),
        };
    }

    /// <summary>The patch as an officer of its area may act on it; null for everybody else.</summary>
    public Task<PatchStanding?> FindAsync(NpgsqlConnection connection, long id, Caller caller, CancellationToken cancellationToken) =>
        FindAsync(connection, id, caller.Roots(Role.Officer), caller.Roots(Role.Officer), caller.AccountId, cancellationToken);

    /// <summary>May this account judge in the patch's area?</summary>
    public static async Task<bool> MayJudgeAsync(CommandTransaction transaction, long? account, string areaCode, CancellationToken cancellationToken) =>
        account is { } id && await transaction.ScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT FROM account a JOIN account_grant g ON g.account_id = a.id
                           WHERE a.id = $1 AND a.disabled_at IS NULL AND g.role IN ('officer', 'inspector') AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
                             AND area_within($2, ARRAY[g.area_code]))
            """,
            cancellationToken, id, areaCode);

    public static void Append(CommandTransaction transaction, long id, PatchFact fact, long? accountId, DateTimeOffset at) =>
        transaction.Later(
            """
            INSERT INTO patch_event (patch_id, kind, at, account_id, state, verdict, assignee, due, reason, details)
            VALUES ($1, $2, $3, $4::bigint, $5::text, $6::text, $7::bigint, $8::date, $9::text, $10::jsonb)
            """,
            id, fact.Kind, at, accountId, fact.State, fact.Verdict, fact.Assignee, fact.Due, fact.Reason,
            fact.Details is null ? "{}" : JsonSerializer.Serialize(fact.Details, JsonSerializerOptions.Web));

    /// <summary>The layer is drawn anew, and whoever looks at these patches reads them again.</summary>
    public static LiveEntry[] News(long[] ids, string[] areas) =>
        [new("patch", ids, areas), new("layer", [], areas, """{"layer": "patches"}""")];

    private async Task<PatchStanding?> FindAsync(NpgsqlConnection connection, long id, string[] roots, string[] officer, long account, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT s.id, s.number, s.area_code, s.kind, s.state, s.verdict, s.judged_by,
                   (SELECT e.state FROM patch_event e WHERE e.patch_id = s.id AND e.state IS NOT NULL AND e.id < j.id ORDER BY e.id DESC LIMIT 1),
                   (SELECT e.verdict FROM patch_event e WHERE e.patch_id = s.id AND e.kind IN ('judged', 'undone', 'changed') AND e.id < j.id ORDER BY e.id DESC LIMIT 1),
                   s.basic_farmland_m2, s.revision,
                   EXISTS (SELECT FROM area_ancestor a WHERE a.code = s.area_code AND a.ancestor <> a.code AND a.ancestor = ANY ($3)),
                   EXISTS (SELECT FROM area_ancestor a JOIN area t ON t.code = a.ancestor AND t.valid_to IS NULL AND t.parent_code IS NULL WHERE a.code = s.area_code AND a.ancestor = ANY ($3))
            FROM patch_standing s
            LEFT JOIN LATERAL (SELECT e.id FROM patch_event e WHERE e.patch_id = s.id AND e.kind = 'judged' ORDER BY e.id DESC LIMIT 1) j ON true
            WHERE s.id = $1 AND area_within(s.area_code, $2)
            """,
            connection)
        {
            Parameters = { new() { Value = id }, new() { Value = roots }, new() { Value = officer } },
        };
        var found = (await command.ListAsync(
            row => new PatchStanding(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.GetString(4), row.TextOrNull(5), row.LongOrNull(6), row.TextOrNull(7), row.TextOrNull(8),
                row.DoubleOrNull(9), row.GetInt64(10), row.GetBoolean(11), row.GetBoolean(12)),
            cancellationToken)).SingleOrDefault();
        return found is null ? null : found with { Review = await ReviewReader.ReadAsync(connection, id, account, Today, cancellationToken) };
    }
}
