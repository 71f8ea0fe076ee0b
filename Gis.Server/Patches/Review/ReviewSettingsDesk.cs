using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>Reads and sets rates, terms and calendar; they are the whole province's, so it takes an administrator of all of it.</summary>
internal sealed class ReviewSettingsDesk(NpgsqlDataSource store)
{
    public async Task<ReviewSettings> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    public async Task<Results<Ok<ReviewSettings>, NotFound, ProblemHttpResult>> SetAsync(ReviewSettingsWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (!await transaction.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM area WHERE parent_code IS NULL AND valid_to IS NULL AND code = ANY ($1))", cancellationToken, (object)caller.Roots(Role.Administrator)))
        {
            return TypedResults.NotFound();
        }

        var before = await ReadAsync(transaction.Connection, cancellationToken);
        var result = ReviewSettingsRules.Set(wish, [.. before.Terms.Select(term => term.State)]);
        if (result.Fact is not { } set)
        {
            return result.Refusal!.ToProblem(http);
        }

        foreach (var rate in set.Rates ?? [])
        {
            transaction.Later("UPDATE patch_second_rate SET rate = $2 WHERE verdict_group = $1", rate.Group, rate.Rate);
        }

        foreach (var term in set.Terms ?? [])
        {
            transaction.Later("UPDATE patch_term SET unit = $2, days = $3::smallint WHERE state = $1", term.State, term.Unit, term.Days);
        }

        if (set.Calendar is { } calendar)
        {
            transaction.Later("DELETE FROM work_calendar");
            transaction.Later(
                "INSERT INTO work_calendar (day, works, note) SELECT d.day, d.works, d.note FROM jsonb_to_recordset($1::jsonb) d (day date, works boolean, note text)",
                JsonSerializer.Serialize(calendar, JsonSerializerOptions.Web));
        }

        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "patch-settings.set", "patch_settings", "review", null, JsonSerializer.Serialize(new { before.Rates, before.Terms, set }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(await ReadAsync(cancellationToken));
    }

    private static async Task<ReviewSettings> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var rates = new NpgsqlCommand("SELECT verdict_group, rate FROM patch_second_rate ORDER BY verdict_group", connection);
        await using var terms = new NpgsqlCommand("SELECT state, unit, days::int FROM patch_term ORDER BY state", connection);
        await using var calendar = new NpgsqlCommand("SELECT day, works, note FROM work_calendar ORDER BY day", connection);
        return new ReviewSettings(
            await rates.ListAsync(row => new SecondRate(row.GetString(0), row.GetDouble(1)), cancellationToken),
            await terms.ListAsync(row => new PatchTerm(row.GetString(0), row.GetString(1), row.IntOrNull(2)), cancellationToken),
            await calendar.ListAsync(row => new CalendarDay(row.GetFieldValue<DateOnly>(0), row.GetBoolean(1), row.TextOrNull(2)), cancellationToken));
    }
}
