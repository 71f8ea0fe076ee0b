using Gis.Server.Patches;
using Gis.Server.Platform.Store;
using Gis.Server.Tests.Patches.Review;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>The row in which a patch's standing is kept says what its facts say, whatever happened and however many wrote at once.</summary>
public sealed class PatchStand_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Acts = 400;

    /// <summary>Standing by the facts alone, as they were read before the row was kept; and what the rows say.</summary>
    private const string Differing =
        """
        WITH facts AS (
            SELECT p.id, p.batch_id, p.area_code, p.kind, t.outcome, t.cultivated_m2, t.basic_farmland_m2, t.red_line_m2, coalesce(t.sample, false) AS sample,
                   coalesce((SELECT e.state FROM patch_event e WHERE e.patch_id = p.id AND e.state IS NOT NULL ORDER BY e.id DESC LIMIT 1), 'issued') AS state,
                   (SELECT e.verdict FROM patch_event e WHERE e.patch_id = p.id AND e.kind IN ('judged', 'undone', 'changed') ORDER BY e.id DESC LIMIT 1) AS verdict,
                   (SELECT CASE WHEN e.kind = 'judged' THEN e.account_id END FROM patch_event e WHERE e.patch_id = p.id AND e.kind IN ('judged', 'undone', 'changed') ORDER BY e.id DESC LIMIT 1) AS judged_by,
                   (SELECT e.assignee FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'assigned' ORDER BY e.id DESC LIMIT 1) AS assignee,
                   coalesce((SELECT e.due FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'assigned' ORDER BY e.id DESC LIMIT 1), b.due) AS due,
                   coalesce((SELECT max(e.id) FROM patch_event e WHERE e.patch_id = p.id), 0) AS revision,
                   (SELECT e.at FROM patch_event e WHERE e.patch_id = p.id ORDER BY e.id DESC LIMIT 1) AS updated_at
            FROM patch p JOIN patch_batch b ON b.id = p.batch_id LEFT JOIN patch_triage t ON t.patch_id = p.id
        ),
        told AS (
            SELECT f.*, f.state = 'judged' AND f.verdict IS NOT NULL
                   AND patch_draw(f.id) < (SELECT r.rate FROM patch_second_rate r WHERE r.verdict_group = patch_verdict_group(f.verdict, f.basic_farmland_m2, f.red_line_m2))
                   AND NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = f.id AND e.kind = 'sent_back')
                   AND NOT EXISTS (SELECT FROM patch_event e WHERE e.patch_id = f.id AND e.kind = 'second'
                                   AND e.id > (SELECT max(j.id) FROM patch_event j WHERE j.patch_id = f.id AND j.kind = 'judged')) AS is_sealed
            FROM facts f
        ),
        kept AS (
            SELECT id, batch_id, area_code, kind, outcome, cultivated_m2, basic_farmland_m2, red_line_m2, sample, state, verdict, judged_by, assignee, due, revision, updated_at, is_sealed FROM patch_standing
        )
        SELECT count(*) FROM ((TABLE told EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE told)) differing
        """;

    private const string Measures =
        """
        SELECT count(*) FROM patch_stand s
        WHERE s.measure_due IS DISTINCT FROM (SELECT min(m.due) FROM patch_measure m WHERE m.patch_id = s.patch_id AND m.state IN ('ordered', 'refused'))
        """;

    [Fact]
    public async Task Kept_standing_is_that_of_the_facts_after_every_kind_of_act_in_any_order()
    {
        var random = new Random(4213);
        var batch = await store.BatchAsync();
        var patches = new List<long>();
        for (var n = 0; n < 8; n++)
        {
            patches.Add(await store.PatchAsync(batch, $"any-{n}", basicFarmlandM2: n % 2 * 10));
        }

        var accounts = new[] { await store.AccountAsync(), await store.AccountAsync() };
        var (kinds, states) = (PatchWords.Event.Split(' '), PatchWords.State.Split(' '));
        for (var act = 0; act < Acts; act++)
        {
            var (patch, kind) = (patches[random.Next(patches.Count)], kinds[act % kinds.Length]);
            await ActAsync(patch, kind, random.Next(3) == 0 ? null : kind is "judged" ? "judged" : states[random.Next(states.Length)], random.Next(2) == 0 ? "V1" : "L1", accounts[random.Next(2)], act);

            Assert.Equal((act, kind, 0L), (act, kind, await store.ScalarAsync<long>(Differing)));
        }
    }

    [Fact]
    public async Task Kept_standing_follows_the_patch_its_comparison_and_its_measures()
    {
        var batch = await store.BatchAsync();
        var patch = await store.PatchAsync(batch, "follows");

        await store.ExecuteAsync("UPDATE patch SET kind = 'YH', area_m2 = 7 WHERE id = $1", patch);
        await store.ExecuteAsync("UPDATE patch_triage SET outcome = 'explained', cultivated_m2 = 5, sample = true WHERE patch_id = $1", patch);
        Assert.Equal(0, await store.ScalarAsync<long>(Differing));
        Assert.Equal("YH 7 explained 5", await store.ScalarAsync<string>("SELECT kind || ' ' || area_m2 || ' ' || outcome || ' ' || cultivated_m2 FROM patch_stand WHERE patch_id = $1", patch));

        await store.ExecuteAsync("INSERT INTO patch_case (patch_id, area_code, number, party, notice, notice_on, grounds, filed_at, account_id) SELECT $1, '130102', 'f-1', 'p', 'n', '2026-01-01', 'g', now(), $2", patch, await store.AccountAsync());
        await store.ExecuteAsync(
            "INSERT INTO patch_measure (patch_id, number, kind, area_m2, document, ordered_on, due, state) VALUES ($1, 1, 'demolish', 1, 'd', '2026-01-01', '2026-02-01', 'ordered'), ($1, 2, 'legalise', 1, 'd', '2026-01-01', '2026-03-01', 'ordered')", patch);
        Assert.Equal(0, await store.ScalarAsync<long>(Measures));
        await store.ExecuteAsync("UPDATE patch_measure SET state = 'done', done_on = '2026-01-20' WHERE patch_id = $1 AND number = 1", patch);
        Assert.Equal(0, await store.ScalarAsync<long>(Measures));
        Assert.Equal("2026-03-01", await store.ScalarAsync<string>("SELECT measure_due::text FROM patch_stand WHERE patch_id = $1", patch));
    }

    [Fact]
    public async Task Who_writes_a_fact_beside_another_that_is_not_yet_stored_waits_and_sees_both()
    {
        var patch = await store.PatchAsync(await store.BatchAsync(), "beside");
        await using var first = await store.Owner.OpenConnectionAsync();
        await using var open = await first.BeginTransactionAsync();
        await using (var judge = new NpgsqlCommand("INSERT INTO patch_event (patch_id, kind, at, state, verdict) VALUES ($1, 'judged', now(), 'judged', 'V1')", first, open) { Parameters = { new() { Value = patch } } })
        {
            await judge.ExecuteNonQueryAsync();
        }

        var second = store.ExecuteAsync("INSERT INTO patch_event (patch_id, kind, at) VALUES ($1, 'reminded', now())", patch);
        await Eventually.TrueAsync(
            () => store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%reminded%' AND pid <> pg_backend_pid())"),
            "the second waits for the first");
        await open.CommitAsync();
        await second;

        Assert.Equal("judged V1", await store.ScalarAsync<string>("SELECT state || ' ' || verdict FROM patch_stand WHERE patch_id = $1", patch));
        Assert.Equal(0, await store.ScalarAsync<long>(Differing));
    }

    [Fact]
    public async Task Rows_that_were_spoilt_are_taken_down_anew()
    {
        var patch = await store.PatchAsync(await store.BatchAsync(), "spoilt");
        await store.ExecuteAsync("UPDATE patch_stand SET state = 'closed', verdict = 'L1' WHERE patch_id = $1", patch);
        Assert.Equal(2, await store.ScalarAsync<long>(Differing));

        await store.ExecuteAsync("SELECT patch_stand_again(ARRAY[$1])", patch);

        Assert.Equal(0, await store.ScalarAsync<long>(Differing));
    }

    [Theory]
    [InlineData(StoreRole.Command)]
    [InlineData(StoreRole.Tiles)]
    public async Task Nobody_writes_it_but_the_facts(string role)
    {
        await using var connection = await store.As(role).OpenConnectionAsync();
        await using var write = new NpgsqlCommand("UPDATE patch_stand SET state = 'closed'", connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task Day_before_which_a_term_is_over_is_that_of_which_the_term_ends_before_today()
    {
        await store.ExecuteAsync("INSERT INTO work_calendar SELECT d::date, extract(isodow FROM d) > 5, NULL FROM generate_series(date '2031-02-01', date '2031-02-09', interval '1 day') d ON CONFLICT DO NOTHING");

        Assert.Equal(0, await store.ScalarAsync<long>(
            """
            SELECT count(*) FROM generate_series(date '2031-01-10', date '2031-03-10', interval '1 day') t (day), generate_series(date '2030-12-20', date '2031-03-10', interval '1 day') s (day), unnest(ARRAY[1, 2, 5, 10]) n
            WHERE (working_day_after(s.day::date, n) < t.day::date) <> (s.day::date < working_day_before(t.day::date, n))
            """));
    }

    private Task<int> ActAsync(long patch, string kind, string? state, string verdict, long account, int act) => store.ExecuteAsync(
        """
        INSERT INTO patch_event (patch_id, kind, at, account_id, state, verdict, assignee, due, reason)
        VALUES ($1, $2, timestamptz '2026-06-01' + $6 * interval '1 hour', $5, nullif($3, ''), CASE WHEN $2 IN ('judged', 'second') OR ($2 = 'undone' AND $6 % 2 = 0) THEN $4 END,
                CASE WHEN $2 = 'assigned' THEN $5 END, CASE WHEN $2 = 'assigned' AND $6 % 3 > 0 THEN date '2026-07-01' + $6 END, 'by test')
        """,
        patch, kind, state ?? "", verdict, account, act);
}
