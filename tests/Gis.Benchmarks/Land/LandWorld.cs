using Gis.Testing;

namespace Gis.Benchmarks.Land;

/// <summary>
/// A province's change patches of a year: 100,000 over all its counties, a batch a month and city, those of older months further on their way; and three officers, of the province, a city
/// and one of its counties. The server that is asked runs in a process of its own.
/// </summary>
internal sealed class LandWorld(int seed) : TestSystem
{
    public const int Patches = 100_000;
    public const string Province = "130000";
    public const string City = "130100";
    public const string County = "130102";
    private const int Months = 12;
    private const int DaysOfMonth = 30;
    private const int Others = 400;

    private static readonly string[] Kinds = ["20", "YH", "DT", "DL1", "01", "SM"];
    private static readonly string[] Verdicts = ["V1", "V2", "V5", "L1", "L2", "O5"];

    private readonly List<(string Who, TestPerson Person)> _people = [];
    private ServerProcess? _server;

    /// <summary>Days from which on all patches are counted.</summary>
    public static DateOnly From => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-(Months + 2) * DaysOfMonth);

    /// <summary>The broker wants a server; the one that is measured is another.</summary>
    protected override string Parts => "tiles";

    public async Task<IReadOnlyList<LandVisitor>> VisitorsAsync()
    {
        _server = await ServerProcess.StartAsync(this, "command");
        return [.. _people.Select(one => new LandVisitor(one.Who, _server.Address, one.Person))];
    }

    /// <summary>Patches of a county that its officers may judge now.</summary>
    public async Task<IReadOnlyList<long>> ToJudgeAsync(int count) => (await Store.ScalarAsync<long[]>(
        "SELECT array_agg(id) FROM (SELECT id FROM patch_standing WHERE area_code = $1 AND state IN ('overlaid', 'assigned', 'verified') ORDER BY id LIMIT $2) found", County, count))!;

    public Task<long> NewestBatchAsync() => Store.ScalarAsync<long>("SELECT max(id) FROM patch_batch WHERE area_code = $1", City);

    public override async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override async Task ArrangeAsync()
    {
        await Store.ExecuteAsync("UPDATE patch_second_rate SET rate = CASE verdict_group WHEN 'open' THEN 0 WHEN 'lawful' THEN 0.1 WHEN 'unlawful' THEN 0.1 ELSE 1 END");
        foreach (var (who, area) in new[] { ("province", Province), ("city", City), ("county", County) })
        {
            _people.Add((who, await this.PersonAsync("officer", area)));
            await Store.ExecuteAsync(
                "INSERT INTO patch_interest (account_id, kind, value, reason, valid_from, declared_by, declared_at) VALUES ($1, 'area', '130602001', 'bench', '2020-01-01', $1, now())", _people[^1].Person.Account);
        }

        await new LandFill(Store, await MakeAsync(new Random(seed))).WriteAsync();
        await Store.ExecuteAsync("VACUUM (ANALYZE) patch, patch_triage, patch_event, patch_overlap, patch_case, patch_measure, patch_stand");
    }

    private async Task<IReadOnlyList<MadePatch>> MakeAsync(Random random)
    {
        var counties = (await Store.ScalarAsync<string[]>("SELECT array_agg(code ORDER BY code) FROM area WHERE level = 'county' AND valid_to IS NULL"))!;
        var cities = (await Store.ScalarAsync<string[]>("SELECT array_agg(coalesce(parent_code, code) ORDER BY code) FROM area WHERE level = 'county' AND valid_to IS NULL"))!;
        var others = (await Store.ScalarAsync<long[]>(
            "WITH made AS (INSERT INTO account (name, display_name) SELECT 'officer-' || n, '核查员' || n FROM generate_series(1, $1) n RETURNING id) SELECT array_agg(id) FROM made", Others))!;
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-Months * DaysOfMonth);
        var batches = new Dictionary<(string City, int Month), long>();
        foreach (var city in cities.Distinct())
        {
            for (var month = 0; month < Months; month++)
            {
                var on = first.AddDays(month * DaysOfMonth);
                batches[(city, month)] = await Store.ScalarAsync<long>(
                    """
                    INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash)
                    VALUES ($1, $2, 'issued', 'demo', $3::date + 45, $3::date + interval '2 hours', $4, 'bench', '') RETURNING id
                    """,
                    city, FormattableString.Invariant($"bench-{month:D2}"), on, others[0]);
            }
        }

        return [.. Enumerable.Range(0, Patches).Select(n => Make(n))];

        MadePatch Make(int n)
        {
            var (at, month) = (n % counties.Length, n / counties.Length % Months);
            var (area, harm) = (200 + (random.NextDouble() * 20_000), random.NextDouble());
            return new MadePatch(
                n, batches[(cities[at], month)], counties[at], month, first.AddDays(month * DaysOfMonth), PatchCourse.Any(random, shareLate: 0.85 * (Months - month) / Months), Kinds[random.Next(Kinds.Length)],
                Verdicts[random.Next(Verdicts.Length)], area, area * harm, harm > 0.7 ? area * (harm - 0.7) : 0, 114 + (at % 13 * 0.3) + (random.NextDouble() * 0.3), 36.5 + (at / 13 * 0.35) + (random.NextDouble() * 0.35),
                JudgeOf(counties[at], cities[at]), others[random.Next(others.Length)]);
        }

        // Most of theirs to those whom nobody asks; to each of the three who are asked some of their own.
        long JudgeOf(string county, string city)
        {
            var percent = random.Next(100);
            return county == County && percent < 30 ? _people[2].Person.Account
                : city == City && percent < 3 ? _people[1].Person.Account
                : percent < 1 ? _people[0].Person.Account
                : others[random.Next(others.Length)];
        }
    }
}
