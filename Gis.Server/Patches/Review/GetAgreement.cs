using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Review;

/// <summary>GET /api/patch-agreement: Cohen's kappa of first and second verdicts, per officer, per county and over all.</summary>
internal static class GetAgreement
{
    /// <summary>One patch that has both verdicts.</summary>
    private sealed record Pair(string AreaCode, long First, string FirstName, string FirstVerdict, long Second, string SecondName, string SecondVerdict);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/patch-agreement", HandleAsync).Allow(Role.Officer, Role.Administrator).WithName("GetPatchAgreement");

    private static async Task<Results<Ok<PatchAgreement>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, AreaTree areas, HttpContext http, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? to = null, string? area = null)
    {
        if (to < from)
        {
            return Refusal.Bad("to", "the day of from or a later one").ToProblem(http);
        }

        if (area is not null && !areas.Exists(area))
        {
            return Refusal.Bad("area", "the code of an area").ToProblem(http);
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var pairs = await ReadAsync(connection, caller.Roots(Role.Officer, Role.Administrator), from, to, area, cancellationToken);
        var all = Confusion(pairs.Select(pair => (pair.FirstVerdict, pair.SecondVerdict)));
        var seen = pairs.Select(pair => (Account: pair.First, Name: pair.FirstName, Own: pair.FirstVerdict, Other: pair.SecondVerdict))
            .Concat(pairs.Select(pair => (Account: pair.Second, Name: pair.SecondName, Own: pair.SecondVerdict, Other: pair.FirstVerdict)));
        return TypedResults.Ok(new PatchAgreement(
            from, to, Kappa.FewestPairs, await WaitingAsync(connection, caller.Roots(Role.Officer, Role.Administrator), area, cancellationToken), Kappa.Of(all), all,
            [.. seen.GroupBy(one => one.Account).Select(officer => Of(officer.Key, officer.First().Name, Confusion(officer.Select(one => (one.Own, one.Other)))))
                .OrderByDescending(officer => officer.Kappa.Pairs).ThenBy(officer => officer.Account)],
            [.. pairs.GroupBy(pair => pair.AreaCode).OrderBy(county => county.Key, StringComparer.Ordinal)
                .Select(county => new CountyAgreement(county.Key, Kappa.Of(Confusion(county.Select(pair => (pair.FirstVerdict, pair.SecondVerdict))))))]));
    }

    private static OfficerAgreement Of(long account, string name, IReadOnlyList<ConfusionCell> confusion) => new(account, name, Kappa.Of(confusion), confusion);

    private static IReadOnlyList<ConfusionCell> Confusion(IEnumerable<(string, string)> pairs) =>
        [.. pairs.GroupBy(pair => pair).OrderBy(cell => cell.Key).Select(cell => new ConfusionCell(cell.Key.Item1, cell.Key.Item2, cell.Count()))];

    private static async Task<IReadOnlyList<Pair>> ReadAsync(NpgsqlConnection connection, string[] roots, DateOnly? from, DateOnly? to, string? area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT p.area_code, j.account_id, a.display_name, j.verdict, e.account_id, b.display_name, e.verdict
            FROM patch_event e JOIN patch p ON p.id = e.patch_id
            JOIN LATERAL (SELECT f.account_id, f.verdict FROM patch_event f WHERE f.patch_id = e.patch_id AND f.kind = 'judged' AND f.id < e.id ORDER BY f.id DESC LIMIT 1) j ON true
            JOIN account a ON a.id = j.account_id JOIN account b ON b.id = e.account_id
            WHERE e.kind = 'second' AND p.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($1))
              AND ($2::text IS NULL OR p.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = $2))
              AND ($3::date IS NULL OR (e.at AT TIME ZONE 'Asia/Shanghai')::date >= $3) AND ($4::date IS NULL OR (e.at AT TIME ZONE 'Asia/Shanghai')::date <= $4)
            ORDER BY e.id DESC LIMIT 100000
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Text, area);
        command.Parameters.Add(NpgsqlDbType.Date, from);
        command.Parameters.Add(NpgsqlDbType.Date, to);
        return await command.ListAsync(
            row => new Pair(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetString(6)), cancellationToken);
    }

    private static async Task<int> WaitingAsync(NpgsqlConnection connection, string[] roots, string? area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*)::int FROM patch_second x WHERE x.is_sealed AND x.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($1)) AND ($2::text IS NULL OR x.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = $2))
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Text, area);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
