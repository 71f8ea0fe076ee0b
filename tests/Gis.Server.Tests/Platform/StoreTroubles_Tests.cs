using System.Net;
using System.Text.Json;
using Gis.Server.Rules;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.Dispatch;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class StoreTroubles_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    [Fact]
    public async Task Who_waits_too_long_for_somebody_elses_act_is_told_to_try_again_and_then_succeeds()
    {
        var commander = await system.CommanderAsync();
        var incident = await commander.ReportAsync();
        var note = $"api/incidents/{incident}/note";
        await using (var other = await system.Store.Owner.OpenConnectionAsync())
        {
            await using var transaction = await other.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1, $2)", other);
            hold.Parameters.Add(new() { Value = (int)ActLock.Incident });
            hold.Parameters.Add(new() { Value = (int)incident });
            await hold.ExecuteNonQueryAsync();

            using var answer = await commander.Program.SendAsync("POST", note, new { text = "Foam again" });
            var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("urn:gis:act-under-way", told.GetProperty("type").GetString());
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.True((await commander.Program.StatusAsync("POST", note, new { text = "Foam again" })) is HttpStatusCode.OK or HttpStatusCode.Created);
        Assert.Single(await commander.TimelineAsync(incident, "noted"));
    }

    [Fact]
    public async Task Text_that_the_store_cannot_hold_is_refused_and_changes_nothing()
    {
        var commander = await system.CommanderAsync();
        var incident = await commander.ReportAsync();

        var note = await commander.Program.ProblemAsync("POST", $"api/incidents/{incident}/note", new { text = "Foam\0again" });
        var search = await commander.Program.ProblemAsync("GET", "api/things?q=a%00b");

        Assert.Equal((HttpStatusCode.BadRequest, "bad-text"), note);
        Assert.Equal((HttpStatusCode.BadRequest, "bad-text"), search);
        Assert.Empty(await commander.TimelineAsync(incident, "noted"));
    }

    [Fact]
    public async Task What_was_staged_in_one_transaction_is_not_announced_by_another()
    {
        await using var connection = await system.Store.Ingest.OpenConnectionAsync();
        var thing = await system.Store.AddThingAsync("staged", StoreSeed.ChangAn);
        await using (var first = new NpgsqlBatch(connection) { BatchCommands = { new("BEGIN"), Stage(thing), new("SELECT append_staged_live_event()"), new("COMMIT") } })
        {
            await first.ExecuteNonQueryAsync();
        }

        await using var second = new NpgsqlCommand("SELECT append_staged_live_event()", connection);

        await Assert.ThrowsAsync<PostgresException>(second.ExecuteNonQueryAsync);
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM live_event WHERE kind = 'ingest' AND ids = ARRAY[$1] AND payload = '{}' AND observations = '[]'", thing));
    }

    private static NpgsqlBatchCommand Stage(long thing) => new("SELECT stage_live_event('ingest', $1, ARRAY['130102'], '{}', '[]')")
    {
        Parameters = { new() { Value = new[] { thing } } },
    };
}
