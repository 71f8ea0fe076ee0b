using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Sheets;

/// <summary>Where people look at sheets and say how they stand.</summary>
internal sealed class SheetDesk(NpgsqlDataSource store, AreaTree areas, TimeProvider clock)
{
    public async Task<SheetCard?> FindAsync(string code, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var find = new NpgsqlCommand(
            """
            SELECT scale, state, edition, ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom), edition_at, area_code,
                   EXISTS (SELECT FROM layer_record WHERE layer = 'sheets' AND owner_account = $3)
                   OR EXISTS (SELECT FROM area WHERE parent_code IS NULL AND valid_to IS NULL AND code = ANY ($4))
            FROM sheet_standing WHERE code = $1 AND area_within(area_code, $2)
            """, connection)
        {
            Parameters =
            {
                new() { Value = code }, new() { Value = caller.ReadingRoots }, new() { Value = caller.Name }, new() { Value = caller.Roots(Role.Administrator) },
            },
        };
        var found = await find.ListAsync(
            row => (AreaCode: row.GetString(8), MayKnowUse: row.GetBoolean(9), Card: new SheetCard(
                code, row.GetInt32(0), row.TextOrNull(1), row.TextOrNull(2), [row.GetDouble(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6)], row.TimeOrNull(7), [], OldReaders: null, MayChange: false)),
            cancellationToken);
        if (found is not [var (area, mayKnowUse, card)])
        {
            return null;
        }

        return card with
        {
            History = await HistoryAsync(connection, code, cancellationToken),
            OldReaders = mayKnowUse && card.EditionAt is { } since ? await OldReadersAsync(connection, since, cancellationToken) : null,
            MayChange = caller.MayAct(area, areas, Role.Officer, Role.Administrator),
        };
    }

    public async Task<Results<Ok<SheetCard>, NotFound, ProblemHttpResult>> SayAsync(string code, SheetWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.Sheet, code, cancellationToken);
            if (await StandingAsync(transaction, code, cancellationToken) is not { } sheet || !caller.MayAct(sheet.AreaCode, areas, Role.Officer, Role.Administrator))
            {
                return TypedResults.NotFound();
            }

            var result = SheetRules.Say(sheet, wish);
            if (result.Fact is not { } said)
            {
                return result.Refusal!.ToProblem(http);
            }

            transaction.Later(
                "INSERT INTO sheet_event (code, state, edition, note, at, account_id) VALUES ($1, $2, $3::text, $4::text, $5, $6)",
                code, said.State, said.Edition, said.Note, clock.GetUtcNow(), caller.AccountId);
            transaction.Audit(new AuditEntry(
                caller.AccountId, caller.Name, "sheet.say", "sheet", code, sheet.AreaCode, JsonSerializer.Serialize(new { before = sheet.State, said.State, said.Edition, said.Note }, JsonSerializerOptions.Web)));
            await transaction.CommitAsync(cancellationToken, new LiveEntry("layer", [], [sheet.AreaCode], """{"layer": "sheets"}"""));
        }

        return TypedResults.Ok((await FindAsync(code, caller, cancellationToken))!);
    }

    /// <summary>The sheets of the caller's areas by scale and state.</summary>
    public async Task<IReadOnlyList<SheetScaleProgress>> ProgressAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand("SELECT scale, state, count(*)::int FROM sheet_standing WHERE area_within(area_code, $1) GROUP BY scale, state", connection)
        {
            Parameters = { new() { Value = caller.ReadingRoots } },
        };
        var counts = await count.ListAsync(row => (Scale: row.GetInt32(0), Count: new SheetCount(row.TextOrNull(1), row.GetInt32(2))), cancellationToken);
        await using var plan = new NpgsqlCommand("SELECT scale, task, sum(planned)::int, string_agg(DISTINCT source, ', ') FROM sheet_programme WHERE area_within(area_code, $1) GROUP BY scale, task", connection)
        {
            Parameters = { new() { Value = caller.ReadingRoots } },
        };
        var plans = await plan.ListAsync(row => (Scale: row.GetInt32(0), Plan: new SheetPlan(row.GetString(1), row.GetInt32(2), row.GetString(3))), cancellationToken);
        return
        [
            .. counts.Select(one => one.Scale).Union(plans.Select(one => one.Scale)).OrderDescending().Select(scale => new SheetScaleProgress(
                scale,
                counts.Where(one => one.Scale == scale).Sum(one => one.Count.Count),
                [.. counts.Where(one => one.Scale == scale).Select(one => one.Count).OrderBy(one => one.State is null ? -1 : SheetState.All.ToList().IndexOf(one.State))],
                [.. plans.Where(one => one.Scale == scale).Select(one => one.Plan).OrderBy(one => one.Task, StringComparer.Ordinal)])),
        ];
    }

    private static async Task<SheetStanding?> StandingAsync(CommandTransaction transaction, string code, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("SELECT code, area_code, state, edition FROM sheet_standing WHERE code = $1", code);
        var found = await command.ListAsync(row => new SheetStanding(row.GetString(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3)), cancellationToken);
        return found.SingleOrDefault();
    }

    private static async Task<IReadOnlyList<SheetEventRow>> HistoryAsync(NpgsqlConnection connection, string code, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT e.at, a.display_name, e.state, e.edition, e.note FROM sheet_event e JOIN account a ON a.id = e.account_id WHERE e.code = $1 ORDER BY e.id DESC LIMIT 100", connection)
        {
            Parameters = { new() { Value = code } },
        };
        return await command.ListAsync(row => new SheetEventRow(row.Time(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4)), cancellationToken);
    }

    private static async Task<IReadOnlyList<OldReader>> OldReadersAsync(NpgsqlConnection connection, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT CASE WHEN account_id = 0 THEN NULL ELSE (array_agg(display_name ORDER BY day DESC))[1] END, max(last_at)
            FROM layer_usage WHERE layer = 'sheets' GROUP BY account_id HAVING max(last_at) < $1 ORDER BY 2 DESC LIMIT 100
            """, connection)
        {
            Parameters = { new() { Value = since.ToUniversalTime() } },
        };
        return await command.ListAsync(row => new OldReader(row.TextOrNull(0), row.Time(1)), cancellationToken);
    }
}
