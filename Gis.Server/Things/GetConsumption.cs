using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>What a meter let through by hour or by Beijing day; a period of which too little is known is not in the list.</summary>
/// <param name="ClosedTo">Periods that end later are not there yet.</param>
internal sealed record Consumption(int PeriodS, DateTimeOffset From, DateTimeOffset To, DateTimeOffset ClosedTo, IReadOnlyList<ConsumptionItem> Items);

/// <summary>One hour or day in cubic metres.</summary>
/// <param name="ReverseM3">Null where the meter does not tell.</param>
/// <param name="NightLitresPerHour">Of a day: its least flow between 02:00 and 04:00; null where these hours are not whole.</param>
internal sealed record ConsumptionItem(
    DateTimeOffset Start, double ForwardM3, double? ReverseM3, [property: Words(Vocabulary.UseState)] string State, double? NightLitresPerHour);

/// <summary>GET /api/things/{id}/consumption: a water meter's use.</summary>
internal static class GetConsumption
{
    private const int HourS = 3_600;
    private const int DayS = 86_400;
    private static readonly string[] Steps = ["hour", "day"];
    private static readonly TimeSpan LongestByHour = TimeSpan.FromDays(93);
    private static readonly TimeSpan LongestByDay = TimeSpan.FromDays(3_660);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things/{id:long}/consumption", HandleAsync).AllowReaders().WithName("GetConsumption");

    private static async Task<Results<Ok<Consumption>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, ThingReader things, NpgsqlDataSource store, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        string? step = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        if (step is not null && !Steps.Contains(step))
        {
            return Refusal.Bad("step", string.Join(", ", Steps)).ToProblem(http);
        }

        var (periodS, longest) = step == "hour" ? (HourS, LongestByHour) : (DayS, LongestByDay);
        var end = (to ?? clock.GetUtcNow()).ToUniversalTime();
        if (end - DateTimeOffset.UnixEpoch < longest)
        {
            return Refusal.Bad("to", "a moment of this century, ISO 8601").ToProblem(http);
        }

        var start = (from ?? end.AddDays(step == "hour" ? -2 : -31)).ToUniversalTime();
        if (start >= end || end - start > longest)
        {
            return Refusal.Bad("from", $"a moment before 'to', ISO 8601, at most {longest.TotalDays:F0} days").ToProblem(http);
        }

        return await things.ExistsAsync(id, caller.ReadingRoots, cancellationToken)
            ? TypedResults.Ok(new Consumption(
                periodS, start, end, await ClosedToAsync(store, cancellationToken), await ReadAsync(store, id, periodS, start, end, cancellationToken)))
            : TypedResults.NotFound();
    }

    private static async Task<IReadOnlyList<ConsumptionItem>> ReadAsync(
        NpgsqlDataSource store, long id, int periodS, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT start, forward_m3, reverse_m3, state, night_l_h FROM meter_use
            WHERE thing_id = $1 AND period_s = $2 AND start > $3::timestamptz - make_interval(secs => $2) AND start < $4 ORDER BY start
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Integer, periodS);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, from);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, to);
        return await command.ListAsync(
            row => new ConsumptionItem(row.Time(0), row.GetDouble(1), row.DoubleOrNull(2), row.GetString(3), row.DoubleOrNull(4)), cancellationToken);
    }

    private static async Task<DateTimeOffset> ClosedToAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT closed_to FROM rollup_state");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!);
    }
}
