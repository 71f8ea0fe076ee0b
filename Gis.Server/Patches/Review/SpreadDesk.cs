using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>Spreads the doubtful patches of a batch over those who may judge them, or shows how it would.</summary>
internal sealed class SpreadDesk(NpgsqlDataSource store, AreaTree areas, PatchDesk desk, TimeProvider clock)
{
    /// <summary>So that the locks of one act stay few; whoever has more asks again.</summary>
    private const int AtOnce = 2_000;

    private const int MostKinds = 50;

    public async Task<Results<Ok<SpreadPlan>, NotFound, ProblemHttpResult>> SpreadAsync(
        long batch, SpreadWish wish, bool isPreview, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var roots = caller.Roots(Role.Officer);
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var batchDue = await transaction.ScalarAsync<DateTime?>(
            "SELECT b.due::timestamp FROM patch_batch b WHERE b.id = $1 AND (area_within(b.area_code, $2) OR EXISTS (SELECT FROM patch p WHERE p.batch_id = b.id AND area_within(p.area_code, $2)))",
            cancellationToken, batch, roots);
        if (batchDue is not { } last)
        {
            return TypedResults.NotFound();
        }

        if (Check(wish) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var due = wish.Due ?? await TermAsync(transaction, DateOnly.FromDateTime(last), cancellationToken);
        var found = await SpreadReader.PatchesAsync(transaction.Connection, batch, wish, roots, ids: null, AtOnce + 1, cancellationToken);
        var wanted = found.Take(AtOnce).ToList();
        if (!isPreview)
        {
            // Whoever acts on one of them meanwhile is waited for, and what he did is seen.
            var ids = wanted.Select(patch => patch.Id).Order().ToArray();
            await transaction.ExecuteAsync("SELECT pg_advisory_xact_lock($1, (u.id & 2147483647)::int) FROM unnest($2) u (id)", cancellationToken, (int)ActLock.Patch, ids);
            wanted = [.. await SpreadReader.PatchesAsync(transaction.Connection, batch, wish, roots, ids, AtOnce, cancellationToken)];
        }

        var takers = await SpreadReader.TakersAsync(transaction.Connection, [.. wanted.Select(patch => patch.AreaCode).Distinct()], cancellationToken);
        var conflicts = await SpreadReader.ConflictsAsync(transaction.Connection, [.. wanted.Select(patch => patch.Id)], desk.Today, cancellationToken);
        var (given, left) = SpreadRules.Spread(wanted, takers, conflicts);
        var plan = new SpreadPlan(Shares(given, takers), left, given.Count, due, found.Count > AtOnce, !isPreview);
        if (!isPreview && given.Count > 0)
        {
            await WriteAsync(transaction, given, due, caller, cancellationToken);
            transaction.Audit(Trail.Of(
                caller, "patch.spread", "patch_batch", batch,
                new { wish.Area, wish.Kinds, due, people = plan.People.ToDictionary(one => one.Account.ToString(CultureInfo.InvariantCulture), one => one.Given), left = left.Count }));
            await transaction.CommitAsync(cancellationToken, PatchDesk.News([.. given.Select(one => one.Patch.Id)], [.. given.Select(one => one.Patch.AreaCode).Distinct()]));
        }

        return TypedResults.Ok(plan);
    }

    private Refusal? Check(SpreadWish wish) =>
        wish.Due < desk.Today ? Refusal.Bad("due", "today or a later day")
        : wish.Area is { } area && !areas.Exists(area) ? Refusal.Bad("area", "the code of an area")
        : wish.Kinds is { } kinds && (kinds.Count > MostKinds || kinds.Any(kind => PatchCodes.Standard.Kind(kind) is null)) ? Refusal.Bad("kinds", string.Join(", ", PatchCodes.Standard.Kinds.Select(kind => kind.Code)))
        : null;

    /// <summary>The term of a given patch from today, but not beyond the batch's day; null where that is over and holds as it is.</summary>
    private async Task<DateOnly?> TermAsync(CommandTransaction transaction, DateOnly batchDue, CancellationToken cancellationToken)
    {
        if (batchDue < desk.Today)
        {
            return null;
        }

        var term = await transaction.ScalarAsync<DateTime?>("SELECT working_day_after($1, t.days)::timestamp FROM patch_term t WHERE t.state = 'assigned' AND t.unit = 'working_days'", cancellationToken, desk.Today);
        return term is { } day && DateOnly.FromDateTime(day) < batchDue ? DateOnly.FromDateTime(day) : batchDue;
    }

    private async Task WriteAsync(CommandTransaction transaction, IReadOnlyList<(SpreadPatch Patch, long Account)> given, DateOnly? due, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO patch_event (patch_id, kind, at, account_id, state, assignee, due, details)
            SELECT u.patch, 'assigned', $3, $4, 'assigned', u.account, $5::date, $6::jsonb FROM unnest($1, $2) u (patch, account)
            """,
            given.Select(one => one.Patch.Id).ToArray(), given.Select(one => one.Account).ToArray(), clock.GetUtcNow(), caller.AccountId, due,
            JsonSerializer.Serialize(new { spread = given.Count }, JsonSerializerOptions.Web));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static IReadOnlyList<SpreadShare> Shares(IReadOnlyList<(SpreadPatch Patch, long Account)> given, IReadOnlyList<SpreadTaker> takers)
    {
        var byAccount = given.ToLookup(one => one.Account, one => one.Patch);
        return [.. takers.DistinctBy(taker => taker.Account)
            .Where(taker => byAccount.Contains(taker.Account) || taker.Distance == 0)
            .Select(taker => new SpreadShare(
                taker.Account, taker.Name, taker.Open, byAccount[taker.Account].Count(), byAccount[taker.Account].Count(patch => patch.Harm < 2),
                byAccount[taker.Account].Select(patch => patch.Village).Distinct().Count(), [.. byAccount[taker.Account].Select(patch => patch.Id)]))
            .OrderByDescending(share => share.Given).ThenBy(share => share.Account)];
    }
}
