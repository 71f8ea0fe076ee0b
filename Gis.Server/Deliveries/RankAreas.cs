using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Deliveries;

/// <summary>An area's figures, of all things in it that are registered and had something due.</summary>
/// <param name="IsWhole">The area that was asked for; the others lie in it.</param>
internal sealed record RankedArea(
    string Code, string? ParentCode, string NameZh, string NameEn, bool IsWhole, int Things, long Expected, long Present, long Missing, DeliveryFigures Rate);

/// <summary>GET /api/deliveries/areas: the figures of an area and of those right below it; without one, of the caller's own.</summary>
internal static class RankAreas
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(RankAreas));

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/deliveries/areas", HandleAsync).AllowReaders().WithName("RankDeliveryAreas");

    private static async Task<Results<Ok<IReadOnlyList<RankedArea>>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        string? area = null, string? kind = null, DateOnly? from = null, DateOnly? to = null)
    {
        var wish = RankingFilter.Of(caller.ReadingRoots, new RankingWish(kind, area, from, to), clock.GetUtcNow(), int.MaxValue);
        if (wish.Fact is not { } filter)
        {
            return wish.Refusal!.ToProblem(http);
        }

        await using var command = store.CreateCommand(Sql);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Roots);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Area);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Kinds);
        command.Parameters.Add(NpgsqlDbType.Date, filter.Span.From);
        command.Parameters.Add(NpgsqlDbType.Date, filter.Span.To);
        return TypedResults.Ok(await command.ListAsync(Read, cancellationToken));
    }

    private static RankedArea Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.TextOrNull(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetInt32(5), row.GetInt64(6), row.GetInt64(7),
        row.GetInt64(6) - row.GetInt64(7), new DeliveryFigures(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10)));
}
